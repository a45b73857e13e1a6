import SQLTypes

/// One type for several expressions: the branches of CASE, the operands of COALESCE, the columns of UNION.
extension FunctionCatalog {
  /// The type all of `types` become; nil where they are of different kinds (sql.md 2.2, "Set ops / COALESCE / DECODE /
  /// CASE").
  ///
  /// Untyped literals follow the others; nothing but untyped literals is a string.
  package static func commonType(_ types: [DataType]) -> DataType? {
    let typed = types.filter { $0 != .unknown }
    guard var common = typed.first else { return .text }
    for type in typed.dropFirst() {
      guard let next = commonType(common, type) else { return nil }
      common = next
    }
    return common
  }

  private static func commonType(_ left: DataType, _ right: DataType) -> DataType? {
    if left == right { return left }
    return switch (left.family, right.family) {
    case (.number, .number): TypeRules.commonType(left, right)
    case (.string, .string): commonString(left, right)
    case (.date, .date): commonDatetime(left, right)
    case (.super, .super), (.super, .number), (.super, .string), (.super, .boolean), (.number, .super),
      (.string, .super), (.boolean, .super):
      .super
    case (.interval, .interval): commonInterval(left, right)
    case (.varbyte, .varbyte): .varbyte(max(left.byteLength, right.byteLength))
    case (.oid, .oid): .oid
    case (.oid, .number): right.isInteger ? left : nil
    case (.number, .oid): left.isInteger ? right : nil
    case (.array, .array): commonArray(left, right)
    default: nil
    }
  }

  /// Arrays of like elements; a vector becomes the array.
  static func commonArray(_ left: DataType, _ right: DataType) -> DataType? {
    guard let mine = left.element, let theirs = right.element, let type = commonType(mine.type, theirs.type) else {
      return nil
    }
    return ArrayElement(type).map { .array($0) }
  }

  /// Months and seconds have nothing in common unless one side is an INTERVAL without a qualifier.
  static func commonInterval(_ left: DataType, _ right: DataType) -> DataType? {
    switch (left, right) {
    case (.intervalYearToMonth, .intervalYearToMonth): left
    case (.intervalDayToSecond(let l), .intervalDayToSecond(let r)): .intervalDayToSecond(precision: max(l, r))
    case (.interval, _), (_, .interval): .interval
    default: nil
    }
  }

  /// Beside a string that ignores case any other does: those that must not stand beside it, `checkCollations` refuses.
  static func commonString(_ left: DataType, _ right: DataType) -> DataType {
    let length = max(left.byteLength, right.byteLength)
    let isChar = left.charLength != nil && right.charLength != nil
    return (isChar ? DataType.char(length) : .varchar(length))
      .ignoringCase(left.isCaseInsensitive || right.isCaseInsensitive)
  }

  static func commonDatetime(_ left: DataType, _ right: DataType) -> DataType? {
    if left == right { return left }
    return switch (left, right) {
    case (.date, .timestamp), (.timestamp, .date): .timestamp
    case (.date, .timestamptz), (.timestamptz, .date), (.timestamp, .timestamptz), (.timestamptz, .timestamp):
      .timestamptz
    case (.time, .timetz), (.timetz, .time): .timetz
    default: nil
    }
  }

  /// The expressions in one type, and that type; 42804 `CASE types integer and boolean cannot be matched`.
  ///
  /// - Parameter context: `CASE`, `COALESCE`, `UNION`… as the message begins.
  package static func unify(
    _ expressions: [BoundExpression], context: String
  ) throws(SQLError) -> ([BoundExpression], DataType) {
    let types = expressions.map(\.type)
    guard let common = commonType(types) else { throw mismatch(types, context) }
    try checkCollations(expressions)
    let type = holdingLiterals(of: expressions, common)
    var converted: [BoundExpression] = []
    for expression in expressions { converted.append(try cast(expression, to: type, .explicit)) }
    return (converted, type)
  }

  /// A string type is made long enough for the untyped literals beside it, which must not be cut.
  static func holdingLiterals(of expressions: [BoundExpression], _ type: DataType) -> DataType {
    guard type.family == .string else { return type }
    let literals = expressions.filter(\.isUntyped).compactMap(\.literalText).map(\.utf8.count)
    if expressions.allSatisfy(\.isUntyped) { return .varchar(max(1, literals.max() ?? 1)) }
    guard let longest = literals.max(), longest > type.byteLength else { return type }
    return .varchar(longest).ignoringCase(type.isCaseInsensitive)
  }

  private static func mismatch(_ types: [DataType], _ context: String) -> SQLError {
    let typed = types.filter { $0 != .unknown }
    let first = typed[0]
    let other = typed.first { commonType(first, $0) == nil } ?? typed[typed.count - 1]
    return SQLError(
      .datatypeMismatch, "\(context) types \(first.familyName) and \(other.familyName) cannot be matched")
  }
}

extension DataType {
  /// Declared length of a character or binary type; what the longest text of another type takes.
  package var byteLength: Int {
    switch self {
    case .char(let length), .charIgnoringCase(let length), .varchar(let length), .varcharIgnoringCase(let length),
      .varbyte(let length):
      length
    case .catalog(let type): type.maximumLength
    case .super, .unknown: Self.maximumVarcharLength
    case .decimal(let precision, _): precision + 3
    default: 64
    }
  }
}
