/// JSON values as bytes whose order is the values' order: what SUPER values are compared, grouped, joined and sorted
/// by.
///
/// ```
/// null 1   boolean 2   number 3   string 4   array 5   object 6        a byte for the type, then
/// number   sign, exponent, digits    1 = 1.0 = 10e-1, whatever its type
/// string   characters without escapes and trailing blanks, 0
/// array    elements, 0
/// object   members in the order of their names, 0: deep equality whatever their order was
/// ```
/// The order of the types is Redshift's for ORDER BY (AWS documentation, "Querying semi-structured data").
package final class JSONOrderKeys {
  private let reader = JSONTextReader()
  private var output: [UInt8] = []

  package init() {}

  /// The key of a text that is one JSON value, for the duration of `body`.
  package func withKey<Result>(_ text: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    output.removeAll(keepingCapacity: true)
    append(reader.loadValue(text))
    return output.withUnsafeBytes(body)
  }

  private func append(_ value: FieldSlice) {
    switch value.kind {
    case .false: output += [2, 0]
    case .true: output += [2, 1]
    case .number: appendNumber(reader.json(of: value))
    case .string:
      output.append(4)
      appendString(value)
    case .nested: reader.isArray(value) ? appendArray(value) : appendObject(value)
    default: output.append(1)
    }
  }

  private func appendArray(_ array: FieldSlice) {
    output.append(5)
    reader.forEachElement(of: array) { element in
      append(element)
      return true
    }
    output.append(0)
  }

  private func appendObject(_ object: FieldSlice) {
    output.append(6)
    var members: [(name: [UInt8], key: ArraySlice<UInt8>)] = []
    let start = output.count
    reader.forEachMember(of: object) { name, value in
      appendString(name)
      let encoded = Array(output[start...])
      output.removeSubrange(start...)
      append(value)
      members.append((encoded, output[start...]))
      output.removeSubrange(start...)
      return true
    }
    members.sort { $0.name.lexicographicallyPrecedes($1.name) }
    for member in members { output += member.name + member.key }
    output.append(0)
  }

  /// A character of code 0 is 0 and 255, so that it does not end the string.
  private func appendString(_ string: FieldSlice) {
    var text = (try? reader.text(of: string)) ?? reader.json(of: string)
    while text.last == 0x20 { text = UnsafeRawBufferPointer(rebasing: text.dropLast()) }
    for byte in text { output += byte == 0 ? [0, 255] : [byte] }
    output.append(0)
  }

  private func appendNumber(_ literal: UnsafeRawBufferPointer) {
    let number = JSONDecimal(literal)
    output.append(3)
    guard !number.digits.isEmpty else { return output.append(0x80) }
    let start = output.count
    output.append(0x81)
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: number.exponent + 1 << 31).bigEndian) { output += $0 }
    output += number.digits
    output.append(0)
    guard number.isNegative else { return }
    for index in start..<output.count { output[index] = ~output[index] }
  }
}

/// A number as 0.digits × 10^exponent, without zeros at either end of the digits; none for zero.
private struct JSONDecimal {
  var isNegative = false
  var digits: [UInt8] = []
  var exponent = 0

  init(_ literal: UnsafeRawBufferPointer) {
    var hasPoint = false
    for (index, byte) in literal.enumerated() {
      switch byte {
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: "."): hasPoint = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        exponent += Self.power(literal[(index + 1)...])
        trim()
        return
      case UInt8(ascii: "0") where digits.isEmpty: if hasPoint { exponent -= 1 }
      default:
        digits.append(byte)
        if !hasPoint { exponent += 1 }
      }
    }
    trim()
  }

  private mutating func trim() { while digits.last == UInt8(ascii: "0") { digits.removeLast() } }

  /// Beyond a billion every exponent is the same.
  private static func power(_ text: Slice<UnsafeRawBufferPointer>) -> Int {
    let isNegative = text.first == UInt8(ascii: "-")
    var power = 0
    for byte in text where byte.isDigit { power = min(power * 10 + Int(byte - 0x30), 1_000_000_000) }
    return isNegative ? -power : power
  }
}
