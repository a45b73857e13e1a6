import Catalogs
import Columnar
import Execution
import Planning
import SQLSyntax
import SQLTypes

/// The rows of a query that are asked for a few at a time: a driver's portal, or a cursor.
///
/// What takes all rows first (a sort, a join's right side) has run when it is opened; the rest runs as rows are fetched, so
/// that no more than a few morsels are in memory.
package final class PortalRows {
  package let columns: [OutputColumn]
  /// Batches that are there already, for a statement that is no query; else those a cursor gives.
  private var source: BatchCursor?
  private var held: [Batch]
  /// The first rows of the first held batch that were given.
  private var given = 0
  private let tag: StatementResult
  fileprivate let context: StatementContext
  fileprivate let text: String

  init(
    _ columns: [OutputColumn], _ source: BatchCursor?, _ held: [Batch], _ tag: StatementResult,
    _ context: StatementContext, text: String
  ) {
    self.columns = columns
    self.source = source
    self.held = held
    self.tag = tag
    self.context = context
    self.text = text
  }

  /// What the statement answers once its rows are through.
  package var result: StatementResult { tag }

  /// Hands at most `count` rows over, all that are left for 0. True where there are no more behind them.
  fileprivate func take(_ count: Int, _ consume: (Batch, Range<Int>) throws -> Void) throws -> Bool {
    var left = count > 0 ? count : Int.max
    while left > 0, let batch = try current() {
      let rows = given..<min(batch.count, given + min(left, batch.count))
      try consume(batch, rows)
      left -= rows.count
      given = rows.upperBound
      if given == batch.count { drop() }
    }
    return try current() == nil
  }

  private func current() throws -> Batch? {
    if let first = held.first { return first }
    guard let batch = try source?.next() else { return nil }
    held = [batch]
    return batch
  }

  private func drop() {
    held.removeFirst()
    given = 0
  }
}

extension Session {
  /// How values are written for the client.
  package var textStyle: TextStyle {
    let extra = settings["extra_float_digits"].flatMap { Int($0) } ?? 0
    return TextStyle(floats: .rounded(extra: extra))
  }

  /// Opens a statement that gives rows, for `fetch`. Throws `StatementFailure`.
  package func open(_ prepared: PreparedStatement, arguments: [ParameterValue] = []) throws -> PortalRows {
    guard case .query(let query) = prepared.statement else { return try openKept(prepared, arguments) }
    return try within(prepared.text, arguments, CollectingSink()) { context in
      try refuseInFailedTransaction(prepared.statement)
      let bound = try bindLocked(context) { try $0.bind(query) }
      return PortalRows(
        bound.columns, try cursor(bound.plan, context), [], StatementResult(tag: "SELECT"), context, text: prepared.text)
    }
  }

  /// SHOW, EXPLAIN and their kind: few rows, which are all there.
  private func openKept(_ prepared: PreparedStatement, _ arguments: [ParameterValue]) throws -> PortalRows {
    let sink = CollectingSink()
    let result = try run(prepared, arguments: arguments, into: sink)
    return PortalRows(
      sink.columns ?? [], nil, sink.batches, result, makeContext(sink, arguments), text: prepared.text)
  }

  /// Hands the next rows over, all that are left for 0. True where there are no more. Throws `StatementFailure`.
  package func fetch(_ count: Int, from rows: PortalRows, _ consume: (Batch, Range<Int>) throws -> Void) throws -> Bool {
    beginActivity(rows.text, rows.context)
    defer { entry.end(isInTransaction: block.transaction != nil) }
    do {
      return try rows.take(count, consume)
    } catch {
      failTransaction()
      throw StatementFailure(of: error)
    }
  }
}
