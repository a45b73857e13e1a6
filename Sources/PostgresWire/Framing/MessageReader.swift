import SQLTypes

/// Takes the fields of one message from its body, in order. Integers are big-endian.
package struct MessageReader: Sendable {
  private let bytes: [UInt8]
  private var index = 0

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  package var remaining: Int { bytes.count - index }

  package mutating func byte() throws(WireFormatError) -> UInt8 {
    guard index < bytes.count else { throw .truncated }
    index += 1
    return bytes[index - 1]
  }

  package mutating func integer<Number: FixedWidthInteger>(_: Number.Type) throws(WireFormatError) -> Number {
    let size = Number.bitWidth / 8
    guard remaining >= size else { throw .truncated }
    index += size
    return bytes[index - size..<index].reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
  }

  package mutating func bytes(_ count: Int) throws(WireFormatError) -> [UInt8] {
    guard count >= 0, remaining >= count else { throw .truncated }
    index += count
    return Array(bytes[index - count..<index])
  }

  /// All that is left.
  package mutating func rest() -> [UInt8] {
    defer { index = bytes.count }
    return Array(bytes[index...])
  }

  /// Text that a NUL ends.
  package mutating func text() throws(WireFormatError) -> String {
    guard let end = bytes[index...].firstIndex(of: 0) else { throw .truncated }
    defer { index = end + 1 }
    guard let text = String(validating: bytes[index..<end], as: UTF8.self) else { throw .invalidText }
    return text
  }

  /// A count of 16 bits, and so many elements.
  package mutating func list<Element>(
    _ element: (inout MessageReader) throws(WireFormatError) -> Element
  ) throws(WireFormatError) -> [Element] {
    let count = try integer(UInt16.self)
    var elements: [Element] = []
    for _ in 0..<count { elements.append(try element(&self)) }
    return elements
  }

  /// A length of 32 bits and so many bytes; nil where the length is -1, which is NULL.
  package mutating func value() throws(WireFormatError) -> [UInt8]? {
    let count = try integer(Int32.self)
    return count == -1 ? nil : try bytes(Int(count))
  }

  /// Nothing may be left.
  package func finish() throws(WireFormatError) {
    guard remaining == 0 else { throw .trailing }
  }
}
