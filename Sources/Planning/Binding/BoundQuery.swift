import SQLTypes

/// A query bound: what to run, and what its columns are called.
package struct BoundQuery: Sendable {
  package var plan: LogicalPlan
  package var columns: [OutputColumn]

  package init(plan: LogicalPlan, columns: [OutputColumn]) {
    self.plan = plan
    self.columns = columns
  }
}

extension LogicalPlan {
  /// The untyped literal or parameter that a column is in every row.
  func literal(of column: Int) -> BoundExpression? {
    switch self {
    case .project(let input, let expressions):
      switch expressions[column] {
      case .constant(_, .unknown), .placeholder(.argument, .unknown): expressions[column]
      case .column(let index, _): input.literal(of: index)
      default: nil
      }
    case .filter(let input, _), .distinct(let input), .sort(let input, _), .limit(let input, _, _):
      input.literal(of: column)
    default: nil
    }
  }

  /// Whether a column is an untyped NULL in every row, also where a derived table or a WITH has made it a VARCHAR.
  func isUntypedNull(_ column: Int) -> Bool {
    switch self {
    case .project(let input, let expressions):
      switch expressions[column] {
      case .constant(.null, .unknown): true
      case .column(let index, _), .cast(.column(let index, .unknown), _, _): input.isUntypedNull(index)
      default: false
      }
    case .filter(let input, _), .distinct(let input), .sort(let input, _), .limit(let input, _, _):
      input.isUntypedNull(column)
    case .shared(let shared): shared.plan.isUntypedNull(column)
    default: false
    }
  }

  /// The VARCHAR that holds the untyped literal in a column, which must not be cut.
  fileprivate func untypedType(of column: Int) -> DataType {
    guard let text = literal(of: column)?.literalText else { return .text }
    return .varchar(min(max(1, text.utf8.count), DataType.maximumVarcharLength))
  }
}

extension BoundQuery {
  /// As a client sees it: what `regclass` and its kin stand for is shown by name.
  func shown() throws(SQLError) -> BoundQuery {
    guard columns.contains(where: { $0.type.shown != $0.type }) else { return self }
    var expressions: [BoundExpression] = []
    for (index, column) in columns.enumerated() {
      let value = BoundExpression.column(index, column.type)
      expressions.append(column.type.shown == column.type ? value : .cast(value, column.type.shown, .explicit))
    }
    let shown = columns.map { OutputColumn(name: $0.name, type: $0.type.shown) }
    return BoundQuery(plan: .project(plan, expressions), columns: shown)
  }

  /// Untyped literals become VARCHARs: a stored or derived column has a type.
  func typed() throws(SQLError) -> BoundQuery {
    guard columns.contains(where: { $0.type == .unknown }) else { return self }
    var expressions: [BoundExpression] = []
    for (index, column) in columns.enumerated() {
      let value = BoundExpression.column(index, column.type)
      let type = plan.untypedType(of: index)
      expressions.append(column.type == .unknown ? .cast(value, type, .explicit) : value)
    }
    let typed = zip(columns, expressions).map { OutputColumn(name: $0.name, type: $1.type) }
    return BoundQuery(plan: .project(plan, expressions), columns: typed)
  }
}
