/// A pattern of TO_CHAR and TO_NUMBER for numbers, such as `S999,999.99` or `9999-99-99 99:99:99` (sql.md 2.4).
///
/// `9` is a digit, `0` a digit that is printed even where the number has none, `.` and `D` the point, `,` and `G` group
/// digits, `FM` cuts blanks and zeros, `S` `MI` `PL` `SG` `PR` place the sign, `L` and `$` the currency, `V` shifts,
/// `RN` prints Roman numerals, `TH` an ordinal's ending. All else stands for itself.
package struct NumericTemplate: Sendable {
  enum Element: Hashable, Sendable {
    case digit, zero, point, comma, group, currency, minus, plus, sign, bracket
    case roman(isUpper: Bool)
    case ordinal(isUpper: Bool)
    case literal(UInt8)
  }

  enum SignPlace: Hashable, Sendable {
    case before, after
  }

  private(set) var elements: [Element] = []
  /// Digit places before and after the point.
  private(set) var whole = 0
  private(set) var decimals = 0
  /// Digit places behind `V`.
  private(set) var shift = 0
  private(set) var hasPoint = false
  private(set) var isFilled = true
  private(set) var hasBracket = false
  /// Where an `S` wants the sign.
  private(set) var signPosition: SignPlace?
  /// `MI`, `PL` or `SG` is there.
  private(set) var hasOwnSign = false
  /// `MI` or `SG` writes the sign, so that it does not stand before the number too.
  private(set) var hidesSign = false
  private(set) var isRoman = false
  /// The first place before the point that is `0`, counted from 0.
  private(set) var firstZero: Int?
  /// The last place that is `0`, counted from 1.
  private(set) var lastZero = 0
  private var hasShift = false

  /// The pattern's error is 42601.
  package init(_ pattern: String) throws(SQLError) {
    var bytes = ArraySlice(pattern.utf8)
    while !bytes.isEmpty { try take(&bytes) }
  }

  private mutating func take(_ bytes: inout ArraySlice<UInt8>) throws(SQLError) {
    if bytes.first == 0x22 { return takeQuoted(&bytes) }
    let second = bytes.dropFirst().first
    if let first = bytes.first, let second, try takePair(first, second) {
      bytes = bytes.dropFirst(2)
      return
    }
    try takeSingle(bytes.removeFirst())
  }

  private mutating func takeQuoted(_ bytes: inout ArraySlice<UInt8>) {
    bytes.removeFirst()
    while let byte = bytes.popFirst(), byte != 0x22 { elements.append(.literal(byte)) }
  }

  private mutating func takePair(_ first: UInt8, _ second: UInt8) throws(SQLError) -> Bool {
    let isUpper = first & 0x20 == 0
    switch (first.lowercased, second.lowercased) {
    case (0x66, 0x6d): isFilled = false
    case (0x6d, 0x69): try ownSign(.minus)
    case (0x70, 0x6c): try ownSign(.plus)
    case (0x73, 0x67): try ownSign(.sign)
    case (0x70, 0x72):
      if hasOwnSign || signPosition != nil {
        throw Self.misuse("cannot use \"PR\" and \"S\"/\"PL\"/\"MI\"/\"SG\" together")
      }
      hasBracket = true
      elements.append(.bracket)
    case (0x72, 0x6e):
      isRoman = true
      elements.append(.roman(isUpper: isUpper))
    case (0x74, 0x68): elements.append(.ordinal(isUpper: isUpper))
    case (0x65, 0x65): throw .notSupported("\"EEEE\" in a number's pattern")
    default: return false
    }
    return true
  }

  /// `PL` alone leaves the sign of negative numbers where it was.
  private mutating func ownSign(_ element: Element) throws(SQLError) {
    if signPosition != nil { throw Self.misuse("cannot use \"S\" and \"PL\"/\"MI\"/\"SG\"/\"PR\" together") }
    if element != .plus { hidesSign = true }
    hasOwnSign = true
    elements.append(element)
  }

  private mutating func takeSingle(_ byte: UInt8) throws(SQLError) {
    switch byte.lowercased {
    case 0x39: takeDigit(.digit)
    case 0x30: takeDigit(.zero)
    case 0x2e, 0x64:
      if hasPoint { throw Self.misuse("multiple decimal points") }
      hasPoint = true
      elements.append(.point)
    case 0x2c: elements.append(.comma)
    case 0x67: elements.append(.group)
    case 0x6c: elements.append(.currency)
    case 0x76: hasShift = true
    case 0x73:
      if signPosition != nil { throw Self.misuse("cannot use \"S\" twice") }
      if hasOwnSign { throw Self.misuse("cannot use \"S\" and \"PL\"/\"MI\"/\"SG\"/\"PR\" together") }
      signPosition = whole + decimals == 0 ? .before : .after
    default: elements.append(.literal(byte))
    }
  }

  private mutating func takeDigit(_ element: Element) {
    if element == .zero {
      if firstZero == nil, !hasPoint { firstZero = whole }
      lastZero = whole + decimals + 1
    }
    if hasPoint { decimals += 1 } else { whole += 1 }
    if hasShift { shift += 1 }
    elements.append(element)
  }

  private static func misuse(_ message: String) -> SQLError { SQLError(.syntaxError, message) }

  /// The type TO_NUMBER gives.
  package var decimalType: DataType {
    let precision = min(max(whole + decimals, 1), 38)
    return .decimal(precision: precision, scale: min(decimals, precision, 37))
  }
}
