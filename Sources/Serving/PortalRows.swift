import Columnar
import SQLTypes
import Sessions

/// The rows of a portal that are asked for a few at a time.
final class PortalRows {
  let columns: [OutputColumn]
  /// The answer, once the rows are through.
  let result: StatementResult
  /// nil for a statement that is no query: its few rows are all held.
  private let cursor: QueryCursor?
  private var held: [Batch]
  private var pieces = BatchPieces()

  init(_ cursor: QueryCursor) {
    columns = cursor.columns
    self.cursor = cursor
    held = []
    result = StatementResult(tag: "SELECT")
  }

  /// What SHOW, EXPLAIN and their kind gave.
  init(_ result: StatementResult, _ sink: CollectingSink) {
    columns = sink.columns ?? []
    cursor = nil
    held = sink.batches
    self.result = result
  }

  deinit { cursor?.close() }

  /// Hands at most `count` rows over. True where there are no more behind them.
  func take(_ count: Int, _ consume: (Batch, Range<Int>) throws -> Void) throws -> Bool {
    _ = try pieces.take(count > 0 ? count : .max, from: next, consume)
    return try pieces.isAtEnd(next)
  }

  private func next() throws -> Batch? {
    if let cursor { return try cursor.next() }
    return held.isEmpty ? nil : held.removeFirst()
  }
}
