extension TypeRules {
  /// The type that CASE, COALESCE, UNION and comparisons settle on; nil where there is none (42804).
  ///
  /// Untyped literals follow the others; all untyped make VARCHAR.
  package static func commonType(of types: [DataType]) -> DataType? {
    var common = DataType.unknown
    for type in types {
      guard let next = commonType(common, type) else { return nil }
      common = next
    }
    return common == .unknown ? .text : common
  }

  package static func commonType(_ lhs: DataType, _ rhs: DataType) -> DataType? {
    if lhs == rhs || rhs == .unknown { return lhs }
    if lhs == .unknown { return rhs }
    if lhs.isNumeric, rhs.isNumeric { return commonNumber(lhs, rhs) }
    if lhs.isCharacter, rhs.isCharacter { return commonText(lhs, rhs) }
    if canCast(lhs, to: rhs, .implicit), !rhs.isCharacter { return rhs }
    return canCast(rhs, to: lhs, .implicit) && !lhs.isCharacter ? lhs : nil
  }

  /// Scale max(s1, s2), precision max(p1−s1, p2−s2) + scale (sql.md 2.2). The documented limit of 19 digits would lose
  /// whole digits of sound values, so the limit here is 38.
  private static func commonNumber(_ lhs: DataType, _ rhs: DataType) -> DataType? {
    if lhs == .real, rhs == .real { return .real }
    if lhs.isFloat || rhs.isFloat { return .double }
    if lhs.isInteger, rhs.isInteger { return DecimalArithmetic.wider(lhs, rhs) }
    guard let left = DecimalArithmetic.shape(lhs), let right = DecimalArithmetic.shape(rhs) else { return nil }
    let scale = max(left.scale, right.scale)
    let whole = max(left.precision - left.scale, right.precision - right.scale)
    return .decimal(precision: min(whole + scale, DecimalArithmetic.maximumPrecision), scale: scale)
  }

  private static func commonText(_ lhs: DataType, _ rhs: DataType) -> DataType {
    let ignoresCase = lhs.isCaseInsensitive || rhs.isCaseInsensitive
    let longest = max(length(lhs), length(rhs))
    let isChar = lhs.charLength != nil && rhs.charLength != nil
    return (isChar ? DataType.char(longest) : .varchar(longest)).ignoringCase(ignoresCase)
  }

  /// Bytes a value of the type has as text, at most.
  package static func length(_ type: DataType) -> Int {
    switch type {
    case .char(let length), .charIgnoringCase(let length), .varchar(let length), .varcharIgnoringCase(let length):
      length
    case .varbyte(let length): min(length * 2, DataType.maximumVarcharLength)
    case .boolean: 5
    case .smallint: 6
    case .integer: 11
    case .bigint: 20
    case .decimal(let precision, _): precision + 2
    case .real, .double: 32
    case .date: 16
    case .time, .timetz: 24
    case .timestamp, .timestamptz, .interval, .intervalYearToMonth, .intervalDayToSecond: 64
    case .catalog(let type): type.maximumLength
    case .super, .hllsketch, .unknown: DataType.maximumVarcharLength
    }
  }
}
