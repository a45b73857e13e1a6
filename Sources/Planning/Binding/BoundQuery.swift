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

package struct OutputColumn: Hashable, Sendable {
  package var name: String
  package var type: DataType

  package init(name: String, type: DataType) {
    self.name = name
    self.type = type
  }
}

extension BoundQuery {
  /// Untyped literals become VARCHARs: a stored or derived column has a type.
  func typed() throws(SQLError) -> BoundQuery {
    guard columns.contains(where: { $0.type == .unknown }) else { return self }
    var expressions: [BoundExpression] = []
    for (index, column) in columns.enumerated() {
      let value = BoundExpression.column(index, column.type)
      expressions.append(column.type == .unknown ? .cast(value, .text, .explicit) : value)
    }
    let typed = zip(columns, expressions).map { OutputColumn(name: $0.name, type: $1.type) }
    return BoundQuery(plan: .project(plan, expressions), columns: typed)
  }
}
