/// SHA-1 (FIPS 180-4 part 6.1).
struct SHA1: BlockDigest {
  static let blockSize = 64
  static let lengthSize = 8
  static let isBigEndian = true

  private var state: [UInt32] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0]

  mutating func absorb(_ block: UnsafeRawBufferPointer) {
    var words = [UInt32](repeating: 0, count: 80)
    for index in 0..<16 {
      words[index] = UInt32(bigEndian: block.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self))
    }
    for index in 16..<80 {
      words[index] = (words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16]).rotatedLeft(1)
    }
    var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
    for step in 0..<80 {
      let (mix, constant) = SHA1.round(step, b, c, d)
      let sum = a.rotatedLeft(5) &+ mix &+ e &+ constant &+ words[step]
      (e, d, c, b, a) = (d, c, b.rotatedLeft(30), a, sum)
    }
    state = zip(state, [a, b, c, d, e]).map { $0 &+ $1 }
  }

  private static func round(_ step: Int, _ b: UInt32, _ c: UInt32, _ d: UInt32) -> (UInt32, UInt32) {
    switch step {
    case 0..<20: (b & c | ~b & d, 0x5a82_7999)
    case 20..<40: (b ^ c ^ d, 0x6ed9_eba1)
    case 40..<60: (b & c | b & d | c & d, 0x8f1b_bcdc)
    default: (b ^ c ^ d, 0xca62_c1d6)
    }
  }

  var output: [UInt8] { state.flatMap(\.bigEndianBytes) }
}
