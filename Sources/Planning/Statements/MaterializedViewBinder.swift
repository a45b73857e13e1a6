import Catalogs
import SQLSyntax
import SQLTypes

/// A materialized view bound: how its first rows are made, and the table that keeps them.
package struct BoundMaterializedView: Sendable {
  package var plan: LogicalPlan
  package var columns: [OutputColumn]
  package var table: TableDefinition
  /// The words for what keeps Redshift from refreshing it by the changed rows alone; nil where nothing does.
  package var obstacle: String?
  /// That its query gives other rows at other times.
  package var isMutable: Bool
}

extension Binder {
  /// CREATE MATERIALIZED VIEW, whose rows `name` will keep. Throws 0A000 for what such a view may not read or say, and
  /// what `bind` does for a query.
  /// https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-create-sql-command.html
  package func bind(_ create: CreateMaterializedView, keptIn name: TableName) throws(SQLError) -> BoundMaterializedView
  {
    try refuseClauses(of: create.query)
    let bound = try bindQuery(create.query, frame: nil).typed().shown().withOrigins()
    try refuseRelations(of: bound.plan)
    let isMutable = bound.plan.isMutable
    guard !isMutable || !create.isAutoRefreshed else { throw Self.mutableRefusal }
    return BoundMaterializedView(
      plan: try optimized(bound.plan), columns: bound.columns,
      table: try definition(create.attributes, name, bound.columns),
      obstacle: isMutable ? "Mutable functions" : bound.plan.refreshObstacle, isMutable: isMutable)
  }

  /// The rows that a materialized view would have if it were made now. Throws as its query does.
  package func bindRows(of view: ViewEntry) throws(SQLError) -> LogicalPlan {
    try optimized(try bindQuery(of: view).plan)
  }

  /// AUTO REFRESH YES of a view that gives other rows at other times.
  package static var mutableRefusal: SQLError {
    SQLError(
      .featureNotSupported, "AUTO REFRESH is not supported for materialized views that use mutable functions")
  }

  private func refuseClauses(of query: Query) throws(SQLError) {
    var clause: String?
    if !query.orderBy.isEmpty { clause = "ORDER BY" }
    if query.limit != nil { clause = "LIMIT" }
    if query.offset != nil { clause = "OFFSET" }
    if case .select(let select) = query.body {
      if select.top != nil { clause = "TOP" }
      if select.into != nil { clause = "INTO" }
    }
    guard let clause else { return }
    throw SQLError(.featureNotSupported, "\(clause) is not supported in the query of a materialized view")
  }

  private func refuseRelations(of plan: LogicalPlan) throws(SQLError) {
    let known = Set(tablesRead.map(\.id))
    var kind: String?
    if viewsRead.contains(where: { $0.materialization == nil }) { kind = "standard views" }
    if tablesRead.contains(where: \.definition.isTemporary) { kind = "temporary tables" }
    if callsUserFunctions { kind = "user-defined functions" }
    if plan.contains(where: \.isSystem) { kind = "system tables" }
    if plan.contains(where: { $0.scannedTable.map { !known.contains($0.id) } ?? false }) {
      kind = "tables of another database"
    }
    guard let kind else { return }
    throw SQLError(.featureNotSupported, "A materialized view cannot refer to \(kind)")
  }

  private func definition(_ attributes: TableAttributes, _ name: TableName, _ columns: [OutputColumn])
    throws(SQLError) -> TableDefinition
  {
    var table = TableDefinition(name: name, columns: columns.map { ColumnDefinition($0.name, $0.type) })
    let definitions = DefinitionBinder(self)
    try definitions.checkNames(table)
    for column in table.columns { try definitions.checkStorable(column, name) }
    table.distribution = .even
    table.sortKey = .none
    try definitions.apply(attributes, to: &table)
    return table
  }
}

extension LogicalPlan {
  fileprivate var isSystem: Bool { if case .system = self { true } else { false } }
  fileprivate var scannedTable: TableEntry? { if case .scan(let scan) = self { scan.table } else { nil } }

  fileprivate var isMutable: Bool {
    contains { plan in plan.expressions.contains { $0.contains(where: \.isMutableCall) } }
  }

  /// What Redshift says of a query that it can only run again.
  /// https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-refresh.html
  fileprivate var refreshObstacle: String? {
    var first: String?
    forEach(inSubqueries: false) { first = first ?? $0.ownObstacle }
    return first
  }

  private var ownObstacle: String? {
    if expressions.contains(where: { $0.contains(where: \.isSubquery) }) { return "Subqueries outside FROM" }
    switch self {
    case .join(let join) where join.kind != .inner: return "Outer joins"
    case .setOperation: return "Set operators"
    case .distinct: return "DISTINCT"
    case .window, .firstRows: return "Window functions"
    case .sort, .top, .limit: return "ORDER BY or LIMIT"
    case .recursiveUnion, .workTable: return "Recursive queries"
    case .aggregate(let plan):
      if plan.aggregates.contains(where: \.isDistinct) { return "DISTINCT aggregates" }
      if plan.sets != nil { return "Grouping sets" }
      if !plan.aggregates.allSatisfy(\.function.isIncremental) { return "Aggregate functions" }
    default: break
    }
    return nil
  }
}

extension BoundExpression {
  fileprivate var isMutableCall: Bool {
    if case .call(let function, _, _) = self { function.isVolatile || function.isStable } else { false }
  }
}

extension AggregateFunction {
  fileprivate var isIncremental: Bool {
    [.countRows, .count, .sum, .minimum, .maximum, .average].contains(self)
  }
}
