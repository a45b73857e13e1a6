import SQLTypes

/// An expression whose names are column numbers and whose types are known: what kernels evaluate over a batch.
///
/// Arguments already have the types their function wants; every conversion is a visible `.cast`.
package indirect enum BoundExpression: Hashable, Sendable {
  case constant(Value, DataType)
  /// Column `index` of the input batch.
  case column(Int, DataType)
  /// A value of the row outside, while a correlated sub-query runs: slot of the sub-query's `parameters`.
  case parameter(Int, DataType)
  /// Stands, while a statement is being bound, for a value whose column is not known yet; no plan has one.
  case placeholder(Placeholder, DataType)
  case call(ScalarFunction, [BoundExpression], DataType)
  case cast(BoundExpression, DataType, CastMode)
  /// Three-valued, over two or more operands; all are boolean.
  case and([BoundExpression])
  case or([BoundExpression])
  case not(BoundExpression)
  case isNull(BoundExpression, isNegated: Bool)
  /// The first branch whose condition is true; results are evaluated only for the rows that take them.
  case conditional([BoundBranch], otherwise: BoundExpression, DataType)
  /// The first operand that is not NULL; later operands only for the rows that need them.
  case coalesce([BoundExpression], DataType)
  /// `value [NOT] IN (list)`; all operands have the value's type.
  case inList(BoundExpression, [BoundExpression], isNegated: Bool)
  case subquery(BoundSubquery)

  package enum Placeholder: Hashable, Sendable {
    /// The result of the aggregate or window call that its SELECT has collected under that index.
    case aggregate(Int)
    case window(Int)
    /// A value of the set-returning call that its SELECT has collected under that index.
    case set(Int)
    /// `$1` and on while a statement is only prepared; of type `.unknown` until something tells.
    case argument(Int)
    /// The operand of a sub-query's comparison while the comparison's type is found.
    case operand
  }

  package var type: DataType {
    switch self {
    case .constant(_, let type), .column(_, let type), .parameter(_, let type), .placeholder(_, let type),
      .call(_, _, let type),
      .cast(_, let type, _), .conditional(_, _, let type), .coalesce(_, let type):
      type
    case .and, .or, .not, .isNull, .inList: .boolean
    case .subquery(let subquery): subquery.type
    }
  }
}

package struct BoundBranch: Hashable, Sendable {
  package var condition: BoundExpression
  package var result: BoundExpression

  package init(condition: BoundExpression, result: BoundExpression) {
    self.condition = condition
    self.result = result
  }
}

/// How strict a conversion is (copy.md 7.9, sql.md 2.2).
package enum CastMode: Hashable, Sendable {
  /// `x::varchar(5)` cuts.
  case explicit
  /// INSERT, UPDATE: a string too long is an error unless the excess is blanks.
  case assignment
  /// TRY_CAST: NULL instead of an error.
  case attempt
}

/// A query within an expression.
///
/// Without parameters it runs once; with them, once for each distinct tuple of outer values.
package struct BoundSubquery: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// The one value of the one row; none is NULL, two are error 21000.
    case scalar
    case exists
    /// All values of the one column, in the query's order: an array, which may be empty.
    case array
    /// `value [NOT] IN (query)`: the query has one column, of the value's type.
    case membership(BoundExpression, isNegated: Bool)
    /// `value op ANY|ALL (query)`: `op` is a comparison function.
    case comparison(BoundExpression, ScalarFunction, isAll: Bool)
  }

  /// Tells sub-queries of one statement apart, so that results can be kept.
  package var id: Int
  package var kind: Kind
  package var plan: LogicalPlan
  /// Over the columns of the batch outside.
  package var parameters: [BoundExpression]
  package var type: DataType

  package init(id: Int, kind: Kind, plan: LogicalPlan, parameters: [BoundExpression], type: DataType) {
    self.id = id
    self.kind = kind
    self.plan = plan
    self.parameters = parameters
    self.type = type
  }

  package static func == (left: BoundSubquery, right: BoundSubquery) -> Bool { left.id == right.id }
  package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
