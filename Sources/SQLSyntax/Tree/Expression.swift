import SQLTypes

/// An expression as written, before any name has a meaning.
package indirect enum Expression: Hashable, Sendable {
  case literal(Literal)
  /// `$1`
  case parameter(Int, position: Int)
  /// `c`, `t.c`, `s.t.c`; also the path of a SUPER value, which the binder tells apart.
  case column(QualifiedName)
  /// `t.*` as an argument: only COUNT takes it.
  case wholeRow(QualifiedName)
  /// `TIMESTAMP 'epoch'`, `DATE '2018-11-01'`, `INTERVAL '1' DAY` (then `qualifier` is `day`).
  case typedLiteral(TypeName, String, qualifier: String?, position: Int)
  case unary(UnaryOperator, Expression, position: Int)
  case binary(BinaryOperator, Expression, Expression, position: Int)
  /// `CAST(x AS t)`, `x::t`, `CONVERT(t, x)`; `isTry` for TRY_CAST.
  case cast(Expression, TypeName, isTry: Bool)
  case function(FunctionCall)
  /// `CASE [operand] WHEN … THEN … [ELSE …] END`
  case conditional(operand: Expression?, branches: [CaseBranch], otherwise: Expression?)
  case isNull(Expression, isNegated: Bool)
  /// `x IS [NOT] TRUE | FALSE | UNKNOWN` (unknown is nil)
  case isTruth(Expression, Bool?, isNegated: Bool)
  case isDistinct(Expression, Expression, isNegated: Bool)
  case between(Expression, low: Expression, high: Expression, isNegated: Bool)
  case inList(Expression, [Expression], isNegated: Bool)
  case inQuery(Expression, Query, isNegated: Bool)
  case like(LikePredicate)
  case exists(Query)
  case scalarQuery(Query)
  /// `x = ANY (SELECT …)`, `x <> ALL (SELECT …)`
  case quantified(Expression, BinaryOperator, isAll: Bool, Query)
  /// `x = ANY (array)`, `x <> ALL (array)`
  case quantifiedArray(Expression, BinaryOperator, isAll: Bool, Expression)
  /// `(a, b)`: only where rows may stand, and in GROUP BY.
  case row([Expression])
  /// `ARRAY[a, b]`
  case array([Expression])
  /// `ARRAY(SELECT …)`
  case arrayQuery(Query)
  /// `x[0]`
  case element(Expression, index: Expression)
  /// `x.name` on something that is not a plain name
  case member(Expression, name: Identifier)
  /// `x AT TIME ZONE 'z'`
  case atTimeZone(Expression, Expression)
  /// `x COLLATE name`
  case collate(Expression, String)
  /// `PRIOR x`: of the parent row in CONNECT BY
  case prior(Expression)
  /// `c(+)`: the side of a condition that an outer join may leave without a row
  case outerColumn(QualifiedName)
  /// `DEFAULT` in VALUES and SET
  case defaultValue(position: Int)
}

package enum Literal: Hashable, Sendable {
  case null
  case boolean(Bool)
  /// Digits only, as written.
  case integer(String)
  /// Digits with a point, as written: NUMERIC.
  case decimal(String)
  /// With an exponent, as written: DOUBLE PRECISION.
  case float(String)
  /// Escapes resolved.
  case string(String)
}

package struct CaseBranch: Hashable, Sendable {
  package var condition: Expression
  package var result: Expression

  package init(condition: Expression, result: Expression) {
    self.condition = condition
    self.result = result
  }
}

package enum UnaryOperator: String, Hashable, Sendable {
  case not
  case minus = "-"
  case plus = "+"
  case absolute = "@"
  case squareRoot = "|/"
  case cubeRoot = "||/"
  case bitNot = "~"
}

package enum BinaryOperator: String, Hashable, Sendable {
  case and, or
  case equal = "="
  case notEqual = "<>"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case modulo = "%"
  case power = "^"
  case concatenate = "||"
  case bitAnd = "&"
  case bitOr = "|"
  case bitXor = "#"
  case shiftLeft = "<<"
  case shiftRight = ">>"
}

package struct LikePredicate: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case like, ilike, similar
    /// `~` and `~*`
    case regex, caseInsensitiveRegex
  }

  package var kind: Kind
  package var value: Expression
  package var pattern: Expression
  package var escape: Expression?
  package var isNegated: Bool

  package init(_ kind: Kind, _ value: Expression, _ pattern: Expression, escape: Expression?, isNegated: Bool) {
    self.kind = kind
    self.value = value
    self.pattern = pattern
    self.escape = escape
    self.isNegated = isNegated
  }
}

/// A call, an aggregate, a window function, or syntax that is one underneath.
///
/// Spelled-out syntax becomes arguments: `EXTRACT(hour FROM x)` is `extract('hour', x)`, `SUBSTRING(x FROM 2 FOR 3)` is
/// `substring(x, 2, 3)`, `TRIM(BOTH 'a' FROM x)` is `btrim(x, 'a')` (`ltrim`, `rtrim`), `POSITION(a IN b)` is
/// `position(a, b)`; a bare date part in DATEADD, DATEDIFF, DATE_PART, DATE_TRUNC… becomes a string literal; `SYSDATE`,
/// `CURRENT_DATE`, `CURRENT_USER`… are calls without arguments and with `hasParentheses` false.
package struct FunctionCall: Hashable, Sendable {
  /// Lower case; a schema such as `pg_catalog` is in `name.qualifier`.
  package var name: QualifiedName
  package var arguments: [Expression]
  /// `COUNT(*)`
  package var isStar = false
  package var isDistinct = false
  package var hasParentheses = true
  /// `APPROXIMATE`
  package var isApproximate = false
  /// `ORDER BY` within the parentheses or `WITHIN GROUP (ORDER BY …)`
  package var orderWithin: [OrderItem] = []
  /// `IGNORE NULLS` (true), `RESPECT NULLS` (false)
  package var ignoresNulls: Bool?
  package var window: WindowSpecification?

  package init(_ name: QualifiedName, _ arguments: [Expression]) {
    self.name = name
    self.arguments = arguments
  }
}

package struct WindowSpecification: Hashable, Sendable {
  package var partitionBy: [Expression]
  package var orderBy: [OrderItem]
  package var frame: WindowFrame?

  package init(partitionBy: [Expression], orderBy: [OrderItem], frame: WindowFrame?) {
    self.partitionBy = partitionBy
    self.orderBy = orderBy
    self.frame = frame
  }
}

/// `ROWS BETWEEN start AND end`
package struct WindowFrame: Hashable, Sendable {
  package indirect enum Bound: Hashable, Sendable {
    case unboundedPreceding, currentRow, unboundedFollowing
    case preceding(Int)
    case following(Int)
  }

  package var start: Bound
  package var end: Bound

  package init(start: Bound, end: Bound) {
    self.start = start
    self.end = end
  }
}
