import Catalogs
import SQLTypes

/// A query as a tree of relational operators. Every node gives batches with the columns `types` says.
package indirect enum LogicalPlan: Sendable {
  /// Rows of a table's version: the named columns, in that order.
  case scan(TableScan)
  /// Rows of a system relation, all columns.
  case system(SystemRelation)
  /// Rows of expressions without columns; no expressions at all is one row without columns (SELECT without FROM).
  case values([[BoundExpression]], types: [DataType])
  /// Rows for which the condition is true.
  case filter(LogicalPlan, BoundExpression)
  /// One output column an expression.
  case project(LogicalPlan, [BoundExpression])
  case join(JoinPlan)
  case aggregate(AggregatePlan)
  /// Each distinct row once, in the order of first appearance.
  case distinct(LogicalPlan)
  /// Stable.
  case sort(LogicalPlan, [SortKey])
  case limit(LogicalPlan, count: Int?, offset: Int)
  /// The rows from `offset` on of the sorted ones, `count` at most: both small.
  case top(LogicalPlan, [SortKey], count: Int, offset: Int)
  /// The input's columns, and one more for each call.
  case window(LogicalPlan, [WindowCall])
  /// Each row once for each value that its longest set has: the input's columns, and one more for each set, NULL behind
  /// its end.
  case expand(LogicalPlan, [SetCall])
  /// Of each partition of a ROW_NUMBER call the first row, in the input's order, and its number, which is 1.
  case firstRows(LogicalPlan, WindowCall)
  /// Rows of both inputs, which have the same types; duplicates by the operator's rule.
  case setOperation(SetOperation, isAll: Bool, LogicalPlan, LogicalPlan)
  /// The input's columns, a part of a SUPER value and where it stands in it; a row for each part.
  case unnest(UnnestPlan)
  /// The rows of a common table that is read more than once: its plan runs once a statement.
  case shared(SharedPlan)
  /// WITH RECURSIVE and CONNECT BY: the seed's rows, then again and again the member's over the rows of the step
  /// before, until a step gives none.
  case recursiveUnion(id: Int, seed: LogicalPlan, member: LogicalPlan)
  /// In the member of the recursive union of that id: the rows of the step before.
  case workTable(id: Int, types: [DataType])
}

package struct TableScan: Sendable {
  package var table: TableEntry
  /// The name it goes by in the query.
  package var alias: String
  package var columns: [Column]

  package enum Column: Hashable, Sendable {
    /// By its index in the table's definition.
    case stored(Int)
    /// The row's number in the table's version, BIGINT from 0: what DELETE and UPDATE name rows by.
    case rowNumber
  }

  package init(table: TableEntry, alias: String, columns: [Column]) {
    self.table = table
    self.alias = alias
    self.columns = columns
  }

  package var types: [DataType] {
    columns.map { column in
      switch column {
      case .stored(let index): table.definition.columns[index].type
      case .rowNumber: .bigint
      }
    }
  }

  /// The table's own columns, in their order.
  package static func storedColumns(of table: TableDefinition) -> [Column] {
    table.columns.indices.map { .stored($0) }
  }
}

package struct JoinPlan: Sendable {
  package enum Kind: Hashable, Sendable {
    case inner, left, right, full
    /// Left rows with a partner; only the left columns come out.
    case semi
    /// Left rows without a partner. With `isNullAware` it is NOT IN: one NULL among the right keys lets no row pass, a
    /// NULL left key passes only where the right side is empty.
    case anti(isNullAware: Bool)
  }

  package var kind: Kind
  package var left: LogicalPlan
  package var right: LogicalPlan
  /// Equalities between an expression over the left columns and one over the right columns, of one type. None: every
  /// pair is tried (nested loop).
  package var keys: [JoinKey]
  /// Over the left columns followed by the right columns; part of the join condition, not a filter behind it.
  package var residual: BoundExpression?

  package init(
    _ kind: Kind, _ left: LogicalPlan, _ right: LogicalPlan, keys: [JoinKey], residual: BoundExpression?
  ) {
    self.kind = kind
    self.left = left
    self.right = right
    self.keys = keys
    self.residual = residual
  }
}

package struct JoinKey: Hashable, Sendable {
  package var left: BoundExpression
  /// Over the right input's own columns, counted from 0.
  package var right: BoundExpression

  package init(left: BoundExpression, right: BoundExpression) {
    self.left = left
    self.right = right
  }
}

/// Output: the group expressions, then the aggregates; with grouping sets, one row a set and group, where a group
/// expression outside its set is NULL.
package struct AggregatePlan: Sendable {
  package var input: LogicalPlan
  /// None: one row in all, even over no input.
  package var groups: [BoundExpression]
  package var aggregates: [AggregateCall]
  /// Indices in `groups` of each set; nil for the one set of all groups. An aggregate `.grouping` tells them apart.
  package var sets: [[Int]]?

  package init(input: LogicalPlan, groups: [BoundExpression], aggregates: [AggregateCall], sets: [[Int]]? = nil) {
    self.input = input
    self.groups = groups
    self.aggregates = aggregates
    self.sets = sets
  }
}

package struct AggregateCall: Hashable, Sendable {
  package var function: AggregateFunction
  /// None for `COUNT(*)`.
  package var arguments: [BoundExpression]
  package var isDistinct: Bool
  /// LISTAGG, MEDIAN…: the order within the group.
  package var order: [SortKey]
  package var type: DataType

  package init(
    _ function: AggregateFunction, _ arguments: [BoundExpression], isDistinct: Bool, order: [SortKey], type: DataType
  ) {
    self.function = function
    self.arguments = arguments
    self.isDistinct = isDistinct
    self.order = order
    self.type = type
  }
}

package struct SortKey: Hashable, Sendable {
  package var expression: BoundExpression
  package var isDescending: Bool
  package var nullsFirst: Bool

  package init(_ expression: BoundExpression, isDescending: Bool = false, nullsFirst: Bool = false) {
    self.expression = expression
    self.isDescending = isDescending
    self.nullsFirst = nullsFirst
  }
}

package struct WindowCall: Hashable, Sendable {
  package enum Function: Hashable, Sendable {
    case rowNumber, rank, denseRank, percentRank, cumeDist, ntile
    case lag, lead, firstValue, lastValue, nthValue, ratioToReport
    case aggregate(AggregateFunction)
  }

  /// Rows before and after the current one; nil for the whole partition.
  package struct Frame: Hashable, Sendable {
    package enum Bound: Hashable, Sendable {
      case unbounded
      /// Rows from the current one; negative is before it.
      case offset(Int)
    }

    package var start: Bound
    package var end: Bound

    package init(start: Bound, end: Bound) {
      self.start = start
      self.end = end
    }
  }

  package var function: Function
  package var arguments: [BoundExpression]
  package var isDistinct: Bool
  package var ignoresNulls: Bool
  package var partition: [BoundExpression]
  package var order: [SortKey]
  package var frame: Frame?
  package var type: DataType

  package init(
    _ function: Function, _ arguments: [BoundExpression], isDistinct: Bool = false, ignoresNulls: Bool = false,
    partition: [BoundExpression], order: [SortKey], frame: Frame?, type: DataType
  ) {
    self.function = function
    self.arguments = arguments
    self.isDistinct = isDistinct
    self.ignoresNulls = ignoresNulls
    self.partition = partition
    self.order = order
    self.frame = frame
    self.type = type
  }
}
