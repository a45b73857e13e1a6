/// A digest that works through blocks: MD5 and the SHA family share the padding (Merkle and Damgård's construction).
protocol BlockDigest {
  /// Bytes of a block: 64 or 128.
  static var blockSize: Int { get }
  /// Bytes that the message's length takes at the end of the padding.
  static var lengthSize: Int { get }
  static var isBigEndian: Bool { get }

  /// Works one block into the state. `block` has `blockSize` bytes.
  mutating func absorb(_ block: UnsafeRawBufferPointer)
  /// The state as bytes.
  var output: [UInt8] { get }
}

extension BlockDigest {
  /// The digest of a message that is at hand as a whole.
  mutating func digest(_ message: UnsafeRawBufferPointer) -> [UInt8] {
    let size = Self.blockSize
    let whole = message.count / size * size
    for start in stride(from: 0, to: whole, by: size) {
      // Full blocks only, so within the message.
      absorb(UnsafeRawBufferPointer(rebasing: message[start..<start + size]))
    }
    var tail = Array(message[whole...])
    pad(&tail, messageCount: message.count)
    tail.withUnsafeBytes { bytes in
      for start in stride(from: 0, to: bytes.count, by: size) {
        absorb(UnsafeRawBufferPointer(rebasing: bytes[start..<start + size]))
      }
    }
    return output
  }

  /// A one bit, zeros, and the message's length in bits at the end of the last block.
  private func pad(_ tail: inout [UInt8], messageCount: Int) {
    tail.append(0x80)
    while tail.count % Self.blockSize != Self.blockSize - Self.lengthSize { tail.append(0) }
    let bits = UInt64(messageCount) << 3
    for place in 0..<Self.lengthSize {
      let shift = Self.isBigEndian ? (Self.lengthSize - 1 - place) * 8 : place * 8
      tail.append(shift < 64 ? UInt8(truncatingIfNeeded: bits >> UInt64(shift)) : 0)
    }
  }
}

extension FixedWidthInteger {
  @inline(__always)
  func rotatedLeft(_ bits: Int) -> Self { self &<< Self(bits) | self &>> Self(Self.bitWidth - bits) }

  @inline(__always)
  func rotatedRight(_ bits: Int) -> Self { self &>> Self(bits) | self &<< Self(Self.bitWidth - bits) }

  var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }
}
