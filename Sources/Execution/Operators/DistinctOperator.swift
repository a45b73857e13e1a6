import Planning
import SQLTypes

/// DISTINCT: each row once, in the order of first appearance.
enum DistinctOperator {
  /// `types`: of the input's columns.
  static func source(
    _ input: any BatchSource, types: [DataType], _ context: ExecutionContext
  ) throws -> any BatchSource {
    let groups = types.enumerated().map { BoundExpression.column($0, $1) }
    return try AggregateOperator(groups: groups, aggregates: [], context).source(input)
  }
}
