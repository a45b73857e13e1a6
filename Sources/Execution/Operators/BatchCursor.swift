import Columnar
import SQLTypes
import Scheduling

/// The rows of a plan for a receiver that asks for them when it wants some: a portal with a row limit, FETCH.
///
/// A thread of its own works as `BatchStream` says and waits when one batch is ready that nobody has asked for: no
/// worker of the pool waits, and no more than the stream's few morsels are in memory. Used by one thread at a time.
package final class BatchCursor {
  /// Of the batches' columns.
  package let types: [DataType]
  private let handover: Handover<Batch>

  /// Throws 53000 where the system gives no thread.
  package init(_ stream: BatchStream) throws(SQLError) {
    let handover = Handover<Batch>(cancellation: stream.cancellation)
    self.handover = handover
    types = stream.types
    let isStarted = ServiceThread.start {
      handover.finish(Result { try stream.forEachBatch { try handover.give($0) } })
    }
    guard isStarted else { throw SQLError(SQLState("53000"), "no thread is left for a cursor") }
  }

  deinit { close() }

  /// The next rows, never none; nil where that was all or the cursor is closed. Throws the plan's first error
  /// (`SQLError`) after the rows before it, `CancellationError` where the plan or who waits is cancelled.
  package func next(until wish: Cancellation? = nil) throws -> Batch? { try handover.take(until: wish) }

  /// No more rows are wanted.
  package func close() { handover.close() }
}
