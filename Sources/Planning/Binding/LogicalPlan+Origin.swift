import Catalogs
import SQLTypes

/// Where columns of a result come from, through sub-queries, views, joins and groups, as drivers are told it:
///
/// ```
/// SELECT v.a, v.b FROM (SELECT a, b + 1 AS b FROM t) v      v.a is t's a; v.b is nobody's
/// ```
extension LogicalPlan {
  /// nil for a column that is computed, or that several branches give.
  func origin(of column: Int) -> ColumnOrigin? {
    switch self {
    case .scan(let scan): return scan.origin(of: column)
    case .system(let relation): return relation.origin(of: column)
    case .project(let input, let expressions): return input.origin(of: expressions[column])
    case .filter(let input, _), .distinct(let input), .sort(let input, _), .limit(let input, _, _),
      .top(let input, _, _, _):
      return input.origin(of: column)
    case .shared(let table): return table.plan.origin(of: column)
    case .window(let input, _), .firstRows(let input, _), .expand(let input, _):
      return column < input.types.count ? input.origin(of: column) : nil
    case .unnest(let plan):
      return column < plan.input.types.count ? plan.input.origin(of: column) : nil
    case .join(let join):
      let left = join.left.types.count
      return column < left ? join.left.origin(of: column) : join.right.origin(of: column - left)
    case .aggregate(let aggregate):
      guard aggregate.sets == nil, column < aggregate.groups.count else { return nil }
      return aggregate.input.origin(of: aggregate.groups[column])
    case .values, .setOperation, .recursiveUnion, .workTable: return nil
    }
  }

  private func origin(of expression: BoundExpression) -> ColumnOrigin? {
    if case .column(let index, _) = expression { origin(of: index) } else { nil }
  }
}

extension TableScan {
  fileprivate func origin(of column: Int) -> ColumnOrigin? {
    guard case .stored(let index) = columns[column] else { return nil }
    let (name, definition) = (table.definition.name, table.definition.columns[index])
    return ColumnOrigin(
      schema: name.schema, table: name.name, column: definition.name, tableID: table.id, attribute: index + 1,
      isNotNull: !definition.isNullable, isIdentity: definition.identity != nil)
  }
}

extension SystemRelation {
  fileprivate func origin(of column: Int) -> ColumnOrigin {
    ColumnOrigin(
      schema: name.schema, table: name.name, column: columns[column].name, tableID: nil, attribute: column + 1,
      isNotNull: !columns[column].isNullable, isIdentity: false)
  }
}

extension BoundQuery {
  /// The same with the origins of its columns.
  func withOrigins() -> BoundQuery {
    var query = self
    for index in columns.indices { query.columns[index].origin = plan.origin(of: index) }
    return query
  }
}
