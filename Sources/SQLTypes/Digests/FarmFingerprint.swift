/// Fingerprint64 of FarmHash (Google, MIT licence): FARMFINGERPRINT64. Which mixture is taken depends on the length.
package enum FarmFingerprint {
  private static let k0: UInt64 = 0xc3a5_c85c_97cb_3127
  private static let k1: UInt64 = 0xb492_b66f_be98_f273
  private static let k2: UInt64 = 0x9ae1_6a3b_2f90_404f

  package static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    switch bytes.count {
    case 0...16: short(bytes)
    case 17...32: medium(bytes)
    case 33...64: long(bytes)
    default: blocks(bytes)
    }
  }

  // MARK: Up to a block of 64 bytes

  private static func short(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let count = UInt64(bytes.count)
    let factor = k2 &+ count &* 2
    switch bytes.count {
    case 8...:
      let a = bytes.word(0) &+ k2
      let b = bytes.word(bytes.count - 8)
      let c = b.rotatedRight(37) &* factor &+ a
      let d = (a.rotatedRight(25) &+ b) &* factor
      return mixed(c, d, factor)
    case 4...:
      return mixed(count &+ bytes.halfWord(0) << 3, bytes.halfWord(bytes.count - 4), factor)
    case 1...:
      let y = UInt64(bytes[0]) &+ UInt64(bytes[bytes.count >> 1]) << 8
      let z = count &+ UInt64(bytes[bytes.count - 1]) << 2
      return shifted(y &* k2 ^ z &* k0) &* k2
    default: return k2
    }
  }

  private static func medium(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let factor = k2 &+ UInt64(bytes.count) &* 2
    let a = bytes.word(0) &* k1
    let b = bytes.word(8)
    let c = bytes.word(bytes.count - 8) &* factor
    let d = bytes.word(bytes.count - 16) &* k2
    return mixed(
      (a &+ b).rotatedRight(43) &+ c.rotatedRight(30) &+ d, a &+ (b &+ k2).rotatedRight(18) &+ c, factor)
  }

  private static func long(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let end = bytes.count
    let factor = k2 &+ UInt64(end) &* 2
    let a = bytes.word(0) &* k2
    let b = bytes.word(8)
    let c = bytes.word(end - 8) &* factor
    let d = bytes.word(end - 16) &* k2
    let y = (a &+ b).rotatedRight(43) &+ c.rotatedRight(30) &+ d
    let z = mixed(y, a &+ (b &+ k2).rotatedRight(18) &+ c, factor)
    let e = bytes.word(16) &* factor
    let f = bytes.word(24)
    let g = (y &+ bytes.word(end - 32)) &* factor
    let h = (z &+ bytes.word(end - 24)) &* factor
    return mixed(
      (e &+ f).rotatedRight(43) &+ g.rotatedRight(30) &+ h, e &+ (f &+ a).rotatedRight(18) &+ g, factor)
  }

  // MARK: More than a block

  private static func blocks(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var state = BlockState(first: bytes.word(0))
    let last = (bytes.count - 1) / 64 * 64
    for start in stride(from: 0, to: last, by: 64) { state.absorb(bytes, at: start, factor: k1, weight: 1) }
    let factor = k1 &+ (state.z & 0xff) << 1
    state.w.0 &+= UInt64((bytes.count - 1) & 63)
    state.v.0 &+= state.w.0
    state.w.0 &+= state.v.0
    state.absorb(bytes, at: bytes.count - 64, factor: factor, weight: 9)
    return mixed(
      mixed(state.v.0, state.w.0, factor) &+ shifted(state.y) &* k0 &+ state.z,
      mixed(state.v.1, state.w.1, factor) &+ state.x, factor)
  }

  /// What is carried from block to block.
  private struct BlockState {
    var x: UInt64
    var y: UInt64
    var z: UInt64
    var v: (UInt64, UInt64) = (0, 0)
    var w: (UInt64, UInt64) = (0, 0)

    init(first word: UInt64) {
      let seed: UInt64 = 81
      x = seed &* k2 &+ word
      y = seed &* k1 &+ 113
      z = shifted(y &* k2 &+ 113) &* k2
    }

    /// `weight` is 9 for the last block, which may overlap the one before.
    mutating func absorb(_ bytes: UnsafeRawBufferPointer, at start: Int, factor: UInt64, weight: UInt64) {
      x = (x &+ y &+ v.0 &+ bytes.word(start + 8)).rotatedRight(37) &* factor
      y = (y &+ v.1 &+ bytes.word(start + 48)).rotatedRight(42) &* factor
      x ^= w.1 &* weight
      y &+= v.0 &* weight &+ bytes.word(start + 40)
      z = (z &+ w.0).rotatedRight(33) &* factor
      v = weak(bytes, start, v.1 &* factor, x &+ w.0)
      w = weak(bytes, start + 32, z &+ w.1, y &+ bytes.word(start + 16))
      swap(&z, &x)
    }
  }

  /// 32 bytes and two seeds as two words.
  private static func weak(
    _ bytes: UnsafeRawBufferPointer, _ start: Int, _ first: UInt64, _ second: UInt64
  ) -> (UInt64, UInt64) {
    let a = first &+ bytes.word(start)
    let last = bytes.word(start + 24)
    let b = (second &+ a &+ last).rotatedRight(21)
    let sum = a &+ bytes.word(start + 8) &+ bytes.word(start + 16)
    return (sum &+ last, b &+ sum.rotatedRight(44) &+ a)
  }

  private static func shifted(_ value: UInt64) -> UInt64 { value ^ value >> 47 }

  private static func mixed(_ low: UInt64, _ high: UInt64, _ factor: UInt64) -> UInt64 {
    let a = shifted((low ^ high) &* factor)
    return shifted((high ^ a) &* factor) &* factor
  }
}

extension UnsafeRawBufferPointer {
  /// Eight bytes from `offset` on, which lie within, the lowest first.
  fileprivate func word(_ offset: Int) -> UInt64 {
    UInt64(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Four bytes.
  fileprivate func halfWord(_ offset: Int) -> UInt64 {
    UInt64(UInt32(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
  }
}
