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
    absorb(message: message)
    return output
  }

  /// Works a whole message and its padding into the state; `before` counts the bytes of full blocks that were worked in
  /// already.
  mutating func absorb(message: UnsafeRawBufferPointer, before: Int = 0) {
    let size = Self.blockSize
    let whole = message.count / size * size
    for start in stride(from: 0, to: whole, by: size) {
      // Full blocks only, so within the message.
      absorb(UnsafeRawBufferPointer(rebasing: message[start..<start + size]))
    }
    let rest = UnsafeRawBufferPointer(rebasing: message[whole...])
    withUnsafeTemporaryAllocation(byteCount: size * 2, alignment: 8) { tail in
      let count = Self.pad(rest, messageCount: before + message.count, into: tail)
      for start in stride(from: 0, to: count, by: size) {
        absorb(UnsafeRawBufferPointer(rebasing: tail[start..<start + size]))
      }
    }
  }

  /// What is left of the message, a one bit, zeros, and the message's length in bits at the end of the last block.
  /// Gives one or two blocks: `tail` has room for two, and the rest is shorter than one.
  private static func pad(
    _ rest: UnsafeRawBufferPointer, messageCount: Int, into tail: UnsafeMutableRawBufferPointer
  ) -> Int {
    let count = rest.count + 1 + lengthSize > blockSize ? blockSize * 2 : blockSize
    tail.copyMemory(from: rest)
    tail[rest.count] = 0x80
    for offset in (rest.count + 1)..<count { tail[offset] = 0 }
    let bits = UInt64(messageCount) << 3
    for offset in 0..<8 {
      let byte = UInt8(truncatingIfNeeded: bits >> UInt64(offset * 8))
      tail[isBigEndian ? count - 1 - offset : count - lengthSize + offset] = byte
    }
    return count
  }
}

extension FixedWidthInteger {
  @inline(__always)
  func rotatedLeft(_ bits: Int) -> Self { self &<< Self(bits) | self &>> Self(Self.bitWidth - bits) }

  @inline(__always)
  func rotatedRight(_ bits: Int) -> Self { self &>> Self(bits) | self &<< Self(Self.bitWidth - bits) }

  var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }
}
