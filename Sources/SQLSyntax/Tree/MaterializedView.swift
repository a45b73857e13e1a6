/// What is done with a materialized view by a statement of its own; DROP is a `Drop`.
package enum MaterializedViewCommand: Hashable, Sendable {
  case create(CreateMaterializedView)
  /// `isCascade`: the materialized views that it reads are refreshed first.
  case refresh(QualifiedName, isCascade: Bool)
  /// `AUTO REFRESH {YES | NO}`
  case setAutoRefresh(QualifiedName, Bool)
  /// `ALTER DISTSTYLE …`, `ALTER SORTKEY …`
  case setAttributes(QualifiedName, TableAttributes)

  package var tag: String {
    switch self {
    case .create: "CREATE MATERIALIZED VIEW"
    case .refresh: "REFRESH MATERIALIZED VIEW"
    case .setAutoRefresh, .setAttributes: "ALTER MATERIALIZED VIEW"
    }
  }
}

package struct CreateMaterializedView: Hashable, Sendable {
  package var name: QualifiedName
  package var attributes = TableAttributes()
  package var isAutoRefreshed = false
  package var query: Query
  /// The query's text, as it stands in the statement.
  package var text: String
  /// The statement's text from the name on.
  package var definition: String

  package init(name: QualifiedName, query: Query, text: String, definition: String) {
    self.name = name
    self.query = query
    self.text = text
    self.definition = definition
  }
}
