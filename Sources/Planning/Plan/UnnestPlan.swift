import SQLTypes

/// Rows of the input once for each part of a SUPER value.
///
/// ```
/// id | value            id | value          | part | index
/// 1  | [5, 6]      →    1  | [5, 6]         | 5    | 0
/// 2  | []               1  | [5, 6]         | 6    | 1
/// ```
package struct UnnestPlan: Sendable {
  package enum Parts: String, Hashable, Sendable {
    /// Of an array, with their indices from 0, BIGINT.
    case elements
    /// Of an object, with their names, VARCHAR.
    case members
  }

  package var input: LogicalPlan
  /// Over the input's columns.
  package var value: BoundExpression
  package var parts: Parts
  /// A row whose value has no parts stays, with NULLs.
  package var keepsEmpty: Bool

  package var indexType: DataType { parts == .elements ? .bigint : .varchar(DataType.maximumVarcharLength) }

  package var types: [DataType] { input.types + [.super, indexType] }
}
