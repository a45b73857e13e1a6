import SQLTypes

/// Conversions: which there are, which happen by themselves, and the parsing of untyped literals.
extension FunctionCatalog {
  /// The expression in another type; 42846 `cannot cast type numeric to boolean` where there is no such conversion.
  ///
  /// An untyped literal is parsed now, so its errors (22P02 and the like) are the statement's.
  package static func cast(
    _ expression: BoundExpression, to type: DataType, _ mode: CastMode
  ) throws(SQLError) -> BoundExpression {
    if expression.type == type { return expression }
    if case .constant(let value, let from) = expression {
      if value == .null { return .constant(.null, type) }
      if let folded = try fold(value, from, to: type, mode) { return folded }
    }
    guard canCast(expression.type, to: type) else {
      throw SQLError(
        .cannotCast, "cannot cast type \(displayName(expression.type)) to \(displayName(type))")
    }
    return .cast(expression, type, mode)
  }

  /// Whether `x::type` exists at all.
  package static func canCast(_ from: DataType, to type: DataType) -> Bool {
    switch (from.family, type.family) {
    case (.unknown, _), (.string, _), (.number, .number), (.number, .string), (.boolean, .boolean): true
    case (.number, .boolean): from.isInteger
    case (.boolean, .number): type.isInteger
    case (.date, .date), (.date, .string): canCastDatetime(from, to: type)
    case (.interval, .interval), (.interval, .string), (.super, _), (.varbyte, .varbyte), (.varbyte, .string): true
    case (.number, .super), (.boolean, .super): true
    default: false
    }
  }

  private static func canCastDatetime(_ from: DataType, to type: DataType) -> Bool {
    if type.isCharacter || from == type { return true }
    return switch (from, type) {
    case (.date, .timestamp), (.date, .timestamptz), (.timestamp, .date), (.timestamp, .timestamptz),
      (.timestamp, .time), (.timestamptz, .date), (.timestamptz, .timestamp), (.timestamptz, .time),
      (.timestamptz, .timetz), (.time, .timetz), (.timetz, .time):
      true
    default: false
    }
  }

  /// Whether INSERT and UPDATE convert by themselves; if not, the error is 42804 with the column's name (sql.md 2.3).
  ///
  /// Strings become decimals and floats, which scripts rely on (usage.md), but not integers, dates or booleans.
  package static func isAssignable(_ from: DataType, to type: DataType) -> Bool {
    if from.family == .string && type.family != .string {
      return type.isDecimal || type.isFloat || type == .super || type.family == .varbyte
    }
    if from == .interval && type != .interval { return false }
    if from == .boolean && type.isInteger { return false }
    return canCast(from, to: type)
  }

  /// Whether a function's argument converts by itself.
  static func isImplicit(_ from: DataType, to type: DataType) -> Bool {
    switch (from.family, type.family) {
    case (.unknown, _): true
    case (.number, .string), (.date, .string), (.interval, .string): true
    case (.string, .number): type.isDecimal || type.isFloat
    case (.string, .string), (.number, .number): true
    case (.number, .boolean): from.isInteger
    case (.date, .date): isAssignable(from, to: type)
    case (let left, let right): left == right
    }
  }
}

/// Types that are alike in conversions.
enum TypeFamily: Hashable {
  case unknown, boolean, number, string, date, interval, `super`, varbyte
}

extension DataType {
  var family: TypeFamily {
    switch self {
    case .unknown: .unknown
    case .boolean: .boolean
    case .smallint, .integer, .bigint, .decimal, .real, .double: .number
    case .char, .varchar: .string
    case .date, .time, .timetz, .timestamp, .timestamptz: .date
    case .interval: .interval
    case .super: .super
    case .varbyte: .varbyte
    }
  }
}
