import Columnar
import Planning
import SQLTypes
import Scheduling

/// The rows of a plan on their way to whoever takes them, batch by batch in the plan's order.
///
/// Scans, filters, projections and the probing side of joins run as the batches are asked for, a few morsels ahead;
/// what takes all rows first (a sort, a join's right side, groups, windows) has run when the stream is made. A receiver
/// that waits holds no worker of the pool: the workers stop at the end of the window.
///
/// ```
/// morsels      0 1 2 3 | 4 5 …       two threads: four morsels at most exist at a time
///              ↓ in order, on the calling thread
/// consume(batch) … false ends it
/// ```
/// A morsel that gives very many rows (a join of few with many) is made on the calling thread instead, straight into
/// the receiver, so that no more than `heldRows` of any morsel wait in memory.
package struct BatchStream: Sendable {
  /// Of the batches' columns.
  package let types: [DataType]
  private let source: any BatchSource
  private let context: ExecutionContext
  private let window: LimitWindow?
  /// Of the LIMIT that `window` is of.
  private let statistics: OperatorStatistics?
  /// Rows of one morsel that may wait for their turn.
  private static let heldRows = 4 * Batch.targetCount

  init(
    _ source: any BatchSource, types: [DataType], limit window: LimitWindow? = nil, _ context: ExecutionContext,
    _ statistics: OperatorStatistics? = nil
  ) {
    self.source = source
    self.types = types
    self.window = window
    self.statistics = statistics
    self.context = context
  }

  /// What ends it early.
  var cancellation: Cancellation { context.pool.cancellation }

  /// Hands each batch to `consume` on the calling thread; none is empty. `consume` returns false to stop.
  ///
  /// Cancellation is checked between batches. Throws the plan's first error (`SQLError`) after the rows before it,
  /// whatever `consume` throws, or `CancellationError`.
  package func forEachBatch(_ consume: (Batch) throws -> Bool) throws {
    var window = window ?? LimitWindow(skip: 0, rest: .max)
    guard window.rest > 0 else { return }
    try context.pool.mapOrdered(count: source.morselCount, window: context.pool.threads * 2) { morsel in
      try held(morsel)
    } consume: { morsel, batches in
      do {
        guard let batches else {
          try source.produce(morsel) { batch in try pass(batch, &window, consume) }
          return true
        }
        for batch in batches { try pass(batch, &window, consume) }
        return true
      } catch is StreamEnd {
        return false
      }
    }
  }

  /// The batches of a morsel; nil where they are too many to be held.
  private func held(_ morsel: Int) throws -> [Batch]? {
    var batches: [Batch] = []
    var rows = 0
    do {
      try source.produce(morsel) { batch in
        rows += batch.count
        if rows > Self.heldRows && !batches.isEmpty { throw StreamEnd() }
        batches.append(batch)
      }
      return batches
    } catch is StreamEnd {
      return nil
    }
  }

  private func pass(_ batch: Batch, _ window: inout LimitWindow, _ consume: (Batch) throws -> Bool) throws {
    try context.pool.cancellation.check()
    let rows = batch.slice(window.take(batch.count))
    statistics?.add(rows)
    guard try rows.count == 0 || consume(rows), window.rest > 0 else { throw StreamEnd() }
  }
}

/// No more rows of this morsel are wanted.
private struct StreamEnd: Error {}
