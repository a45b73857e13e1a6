import Catalogs
import Columnar
import SQLTypes

/// What DECLARE opened: a query's rows, as FETCH asks for them. It holds a batch, never the result.
final class SQLCursor {
  let name: String
  let columns: [OutputColumn]
  private let query: QueryCursor
  private var pieces = BatchPieces()
  /// The row it stands on: none before the first and after the last.
  private var row: Batch?
  private(set) var fetchedRows = 0

  init(_ name: String, _ query: QueryCursor) {
    self.name = name
    columns = query.columns
    self.query = query
  }

  /// Hands at most `count` rows over, 0 for the one it stands on; gives how many there were.
  func fetch(_ count: Int, _ context: StatementContext, _ consume: (Batch) throws -> Void) throws -> Int {
    guard count > 0 else {
      if let row { try consume(row) }
      return row?.count ?? 0
    }
    var last: Batch?
    let rows = try pieces.take(count) {
      try query.next(for: context)
    } _: { batch, range in
      try consume(batch.slice(range))
      last = batch.slice(range.upperBound - 1..<range.upperBound)
    }
    fetchedRows += rows
    row = rows < count ? nil : last
    return rows
  }

  func close() { query.close() }
}
