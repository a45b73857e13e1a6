import Catalogs
import Planning
import SQLTypes

/// Views that keep a column of a table from being dropped or changed.
extension Session {
  /// The views that read the column themselves. A late-binding view reads what it finds, and a materialized one goes on
  /// with the rows it has (AWS documentation, "DDL updates to materialized views or base tables").
  private func views(reading column: String, of table: TableEntry, _ context: StatementContext) -> [ViewEntry] {
    let dependents = context.catalog.dependents(of: table.definition.name).filter { $0.materialization == nil }
    guard !dependents.isEmpty else { return [] }
    let catalog = context.catalog.without(column, of: table)
    return dependents.filter { (try? makeBinder(catalog, .none).bindRows(of: $0)) == nil }
  }

  /// Drops the views that read a column, or refuses to drop the column: 2BP01.
  func dropViews(
    reading column: String, of table: TableEntry, cascade: Bool, _ context: StatementContext
  ) throws {
    let views = views(reading: column, of: table, context)
    guard cascade || views.isEmpty else {
      throw SQLError(
        .dependentObjects,
        "cannot drop table \(table.definition.name.name) column \(column) because other objects depend on it",
        detail: views.map { "view \($0.name.name)" }.joined(separator: "\n"),
        hint: "Use DROP ... CASCADE to drop the dependent objects too.")
    }
    for view in views { try removeDependent(view, of: table.id, context) }
  }

  /// 0A000 where a view reads the column.
  func refuseViews(reading column: String, of table: TableEntry, _ context: StatementContext) throws {
    guard let view = views(reading: column, of: table, context).first else { return }
    throw SQLError(
      .featureNotSupported, "cannot alter type of a column used by a view or rule",
      detail: "view \(view.name.name) depends on column \"\(column)\"")
  }
}
