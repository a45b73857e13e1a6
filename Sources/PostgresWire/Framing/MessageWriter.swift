import SQLTypes

/// Messages behind each other, ready to be sent: the one buffer that grows while a connection answers.
///
/// No caller computes a length: a message is written between `begin` and `end`, which fills it in.
package struct MessageWriter: Sendable {
  package var bytes: [UInt8] = []

  package init() {}

  package var count: Int { bytes.count }
  package var isEmpty: Bool { bytes.isEmpty }

  /// Forgets what was sent, and gives back memory that only a large result needs.
  package mutating func removeAll() {
    if bytes.capacity > 1 << 20 { bytes = [] } else { bytes.removeAll(keepingCapacity: true) }
  }

  package mutating func append(_ bytes: [UInt8]) { self.bytes += bytes }

  package mutating func append(_ byte: UInt8) { bytes.append(byte) }

  package mutating func append<Number: FixedWidthInteger>(integer: Number) {
    for shift in stride(from: Number.bitWidth - 8, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: integer >> Number(shift)))
    }
  }

  /// Text and the NUL that ends it; a NUL within would end it early and is left out.
  package mutating func append(text: String) {
    if text.utf8.contains(0) { bytes += text.utf8.filter { $0 != 0 } } else { bytes += text.utf8 }
    bytes.append(0)
  }

  /// A count of 16 bits, and the elements.
  package mutating func append<Element>(list: [Element], _ write: (inout MessageWriter, Element) -> Void) {
    append(integer: UInt16(truncatingIfNeeded: list.count))
    for element in list { write(&self, element) }
  }

  /// A length of 32 bits and the bytes; -1 for NULL.
  package mutating func append(value: [UInt8]?) {
    append(integer: Int32(value?.count ?? -1))
    if let value { bytes += value }
  }

  /// A message: its first byte, where it has one, its length, and the body that `write` appends.
  package mutating func frame(_ id: UInt8?, _ write: (inout MessageWriter) -> Void) {
    if let id { bytes.append(id) }
    let start = bytes.count
    append(integer: UInt32(0))
    write(&self)
    let length = UInt32(truncatingIfNeeded: bytes.count - start)
    for place in 0..<4 { bytes[start + place] = UInt8(truncatingIfNeeded: length >> UInt32(24 - place * 8)) }
  }
}
