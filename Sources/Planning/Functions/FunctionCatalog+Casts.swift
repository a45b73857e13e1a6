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
    if case .placeholder(.argument(let number), .unknown) = expression { return .placeholder(.argument(number), type) }
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

  /// How long the VARCHAR is that a value is cast to without saying so: as long as a string is; 256 bytes for what is
  /// no string and fits, and for NULL, whose length nobody knows.
  static func textLength(of expression: BoundExpression) -> Int {
    if case .constant(.null, .unknown) = expression { return DataType.unstatedVarcharLength }
    if expression.isUntyped, let text = expression.literalText {
      return min(max(1, text.utf8.count), DataType.maximumVarcharLength)
    }
    let length = min(expression.type.byteLength, DataType.maximumVarcharLength)
    return expression.type.family == .string ? length : max(length, DataType.unstatedVarcharLength)
  }

  /// Whether `x::type` exists at all.
  package static func canCast(_ from: DataType, to type: DataType) -> Bool {
    TypeRules.canCast(from, to: type, .explicit)
  }

  /// Whether INSERT and UPDATE convert by themselves; if not, the error is 42804 with the column's name (sql.md 2.3).
  ///
  /// Strings become decimals and floats, which scripts rely on (usage.md "Easy to miss"), but not integers, dates or
  /// booleans.
  package static func isAssignable(_ from: DataType, to type: DataType) -> Bool {
    if from.family == .string && (type.isInteger || type == .boolean || type.isDatetime || type.isInterval) {
      return false
    }
    return TypeRules.canCast(from, to: type, .assignment)
  }

  /// A type's internal name called with one argument is a cast, `float8(x)` is `x::float8`; text keeps its length.
  static func resolveTypeName(
    _ name: String, _ arguments: [BoundExpression]
  ) throws(SQLError) -> BoundExpression? {
    guard arguments.count == 1 else { return nil }
    if let type = namedTypes[name] { return try cast(arguments[0], to: type, .explicit) }
    if textConversions.contains(name) { return try cast(arguments[0], to: .longestVarchar, .explicit) }
    return textNames.contains(name) ? try text(arguments[0]) : nil
  }

  /// The types' own functions from and to text, by which views over the catalog print vectors and arrays:
  /// `textin(oidvectorout(proargtypes))`.
  private static let textConversions: Set<String> = [
    "textin", "textout", "varcharout", "bpcharout", "nameout", "boolout", "int2out", "int4out", "int8out", "float4out",
    "float8out", "numeric_out", "date_out", "timestamp_out", "timestamptz_out", "oidout", "regprocout", "array_out",
    "oidvectorout", "int2vectorout", "aclitemout", "regclassout", "regtypeout", "regprocedureout",
  ]

  private static let namedTypes: [String: DataType] = [
    "int2": .smallint, "int4": .integer, "int8": .bigint, "float4": .real, "float8": .double,
    "numeric": .defaultDecimal, "bool": .boolean, "date": .date, "timestamp": .timestamp,
    "timestamptz": .timestamptz, "time": .time, "timetz": .timetz,
  ]

  private static let textNames: Set<String> = ["text", "varchar", "bpchar"]

  /// Whether a function's argument converts by itself.
  static func isImplicit(_ from: DataType, to type: DataType) -> Bool {
    switch (from.family, type.family) {
    case (.unknown, _): true
    case (.super, .string): true
    case (.number, .string), (.date, .string), (.interval, .string): true
    case (.string, .number): type.isDecimal || type.isFloat
    case (.string, .string), (.number, .number): true
    case (.number, .boolean): from.isInteger
    case (.number, .oid): from.isInteger
    case (.oid, .number): type == .bigint
    case (.oid, .string), (.array, .string): true
    case (.date, .date): isAssignable(from, to: type)
    case (let left, let right): left == right
    }
  }
}

/// Types that are alike in conversions.
enum TypeFamily: Hashable {
  case unknown, boolean, number, string, date, interval, `super`, varbyte, sketch, oid, array
}

extension DataType {
  var family: TypeFamily {
    switch self {
    case .unknown: .unknown
    case .boolean: .boolean
    case .smallint, .integer, .bigint, .decimal, .real, .double: .number
    case .char, .charIgnoringCase, .varchar, .varcharIgnoringCase: .string
    case .date, .time, .timetz, .timestamp, .timestamptz: .date
    case .interval, .intervalYearToMonth, .intervalDayToSecond: .interval
    case .super: .super
    case .varbyte: .varbyte
    case .hllsketch: .sketch
    case .catalog(let type): type.isObjectID ? .oid : type.isText ? .string : .array
    }
  }
}
