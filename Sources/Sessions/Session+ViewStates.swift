import Catalogs
import SQLSyntax
import SQLTypes
import System

/// What becomes of materialized views when their base tables change: rows of STL_MV_STATE.
/// https://docs.aws.amazon.com/redshift/latest/dg/r_STL_MV_STATE.html
extension Session {
  /// Runs a change of a table or a schema, and notes the views that it keeps from being refreshed, and those that it
  /// makes to be computed anew. `table`: whose rows it rewrites, with the name of the event.
  func notingViewStates(
    _ event: (name: String, table: QualifiedName)?, _ context: StatementContext, _ body: () throws -> StatementResult
  ) rethrows -> StatementResult {
    let before = context.catalog
    guard !before.materializedViews.isEmpty else { return try body() }
    let rewritten = event.flatMap { makeBinder(context).existing($0.table) }.flatMap { before.id(of: $0) }
    let result = try body()
    let after = context.catalog
    let changes = after.materializedViews.flatMap { view -> [ViewStateRecord] in
      let obstacle = newObstacle(of: view, before, after, context)
      return obstacle + recomputation(of: view, event?.name, rewritten, after, context)
    }
    database.activity.record(changes)
    return result
  }

  private func newObstacle(
    of view: ViewEntry, _ before: Catalog, _ after: Catalog, _ context: StatementContext
  ) -> [ViewStateRecord] {
    guard let materialization = view.materialization, let old = before.view(id: view.id)?.materialization
    else { return [] }
    let state = after.state(of: materialization)
    guard !state.isRefreshable, state != before.state(of: old) else { return [] }
    let now = after.sources(materialization.sources.map(\.id))
    let source = zip(materialization.sources, now).first { $0.name != $1.name || $0.columns != $1.columns }?.0
    return [record(state.event, .unrefreshable, view, source?.name, context)]
  }

  private func recomputation(
    of view: ViewEntry, _ event: String?, _ table: Int?, _ catalog: Catalog, _ context: StatementContext
  ) -> [ViewStateRecord] {
    guard let event, let table, let source = view.materialization?.sources.first(where: { $0.id == table }) else {
      return []
    }
    return [record(event, .recompute, view, source.name, context)]
  }

  private func record(
    _ event: String, _ outcome: ViewStateRecord.Outcome, _ view: ViewEntry, _ table: TableName?,
    _ context: StatementContext
  ) -> ViewStateRecord {
    ViewStateRecord(
      event, outcome, view: view.name, table: table ?? view.name, userID: facts.userID,
      transaction: context.transaction.id, time: WallClock.now)
  }
}

extension AlterTable {
  /// Of what makes materialized views of the table to be computed anew.
  var viewEvent: (name: String, table: QualifiedName)? {
    switch action {
    case .distribution(let attributes):
      (attributes.sortKey == nil ? "ALTER TABLE ALTER DISTSTYLE" : "ALTER TABLE ALTER SORTKEY", name)
    default: nil
    }
  }
}

extension Materialization.State {
  fileprivate var event: String {
    switch self {
    case .recomputed, .incremental: ""
    case .columnDropped: "Column was dropped"
    case .columnTypeChanged: "Column type was changed"
    case .tableRenamed: "Table was renamed"
    case .columnRenamed: "Column was renamed"
    case .schemaRenamed: "Schema name was changed"
    }
  }
}
