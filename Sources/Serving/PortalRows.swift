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
  /// Rows of the first held batch that were given.
  private var given = 0

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
    var left = count > 0 ? count : Int.max
    while left > 0, let batch = try current() {
      let rows = given..<(given + min(left, batch.count - given))
      try consume(batch, rows)
      left -= rows.count
      given = rows.upperBound
      if given == batch.count { drop() }
    }
    return try current() == nil
  }

  private func current() throws -> Batch? {
    if let first = held.first { return first }
    guard let batch = try cursor?.next() else { return nil }
    held = [batch]
    return batch
  }

  private func drop() {
    held.removeFirst()
    given = 0
  }
}
