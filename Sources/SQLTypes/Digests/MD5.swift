/// MD5 (RFC 1321).
struct MD5: BlockDigest {
  static let blockSize = 64
  static let lengthSize = 8
  static let isBigEndian = false

  private var state: State = (0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476)

  /// floor(2^32 × |sin(i + 1)|), RFC 1321 part 3.4.
  private static let sines: [UInt32] = [
    0xd76a_a478, 0xe8c7_b756, 0x2420_70db, 0xc1bd_ceee, 0xf57c_0faf, 0x4787_c62a, 0xa830_4613, 0xfd46_9501,
    0x6980_98d8, 0x8b44_f7af, 0xffff_5bb1, 0x895c_d7be, 0x6b90_1122, 0xfd98_7193, 0xa679_438e, 0x49b4_0821,
    0xf61e_2562, 0xc040_b340, 0x265e_5a51, 0xe9b6_c7aa, 0xd62f_105d, 0x0244_1453, 0xd8a1_e681, 0xe7d3_fbc8,
    0x21e1_cde6, 0xc337_07d6, 0xf4d5_0d87, 0x455a_14ed, 0xa9e3_e905, 0xfcef_a3f8, 0x676f_02d9, 0x8d2a_4c8a,
    0xfffa_3942, 0x8771_f681, 0x6d9d_6122, 0xfde5_380c, 0xa4be_ea44, 0x4bde_cfa9, 0xf6bb_4b60, 0xbebf_bc70,
    0x289b_7ec6, 0xeaa1_27fa, 0xd4ef_3085, 0x0488_1d05, 0xd9d4_d039, 0xe6db_99e5, 0x1fa2_7cf8, 0xc4ac_5665,
    0xf429_2244, 0x432a_ff97, 0xab94_23a7, 0xfc93_a039, 0x655b_59c3, 0x8f0c_cc92, 0xffef_f47d, 0x8584_5dd1,
    0x6fa8_7e4f, 0xfe2c_e6e0, 0xa301_4314, 0x4e08_11a1, 0xf753_7e82, 0xbd3a_f235, 0x2ad7_d2bb, 0xeb86_d391,
  ]

  private typealias State = (UInt32, UInt32, UInt32, UInt32)

  mutating func absorb(_ block: UnsafeRawBufferPointer) {
    var work = state
    MD5.sines.withUnsafeBufferPointer { sines in
      MD5.round(&work, block, sines, 0, (7, 12, 17, 22), word: { $0 }) { $0 & $1 | ~$0 & $2 }
      MD5.round(&work, block, sines, 16, (5, 9, 14, 20), word: { 5 &* $0 &+ 1 }) { $2 & $0 | ~$2 & $1 }
      MD5.round(&work, block, sines, 32, (4, 11, 16, 23), word: { 3 &* $0 &+ 5 }) { $0 ^ $1 ^ $2 }
      MD5.round(&work, block, sines, 48, (6, 10, 15, 21), word: { 7 &* $0 }) { $1 ^ ($0 | ~$2) }
    }
    state = (state.0 &+ work.0, state.1 &+ work.1, state.2 &+ work.2, state.3 &+ work.3)
  }

  /// Sixteen steps, four at a time so that the words need not move: step, shift and place in the state repeat.
  @inline(__always)
  private static func round(
    _ state: inout State, _ block: UnsafeRawBufferPointer, _ sines: UnsafeBufferPointer<UInt32>, _ first: Int,
    _ shifts: (Int, Int, Int, Int), word: (Int) -> Int, mix: (UInt32, UInt32, UInt32) -> UInt32
  ) {
    var (a, b, c, d) = state
    for step in stride(from: 0, to: 16, by: 4) {
      a = b &+ (a &+ mix(b, c, d) &+ load(block, word(step)) &+ sines[first &+ step]).rotatedLeft(shifts.0)
      d = a &+ (d &+ mix(a, b, c) &+ load(block, word(step &+ 1)) &+ sines[first &+ step &+ 1]).rotatedLeft(shifts.1)
      c = d &+ (c &+ mix(d, a, b) &+ load(block, word(step &+ 2)) &+ sines[first &+ step &+ 2]).rotatedLeft(shifts.2)
      b = c &+ (b &+ mix(c, d, a) &+ load(block, word(step &+ 3)) &+ sines[first &+ step &+ 3]).rotatedLeft(shifts.3)
    }
    state = (a, b, c, d)
  }

  /// One of the block's sixteen words.
  @inline(__always)
  private static func load(_ block: UnsafeRawBufferPointer, _ word: Int) -> UInt32 {
    UInt32(littleEndian: block.loadUnaligned(fromByteOffset: (word & 15) &* 4, as: UInt32.self))
  }

  /// The digest as four words, lowest byte first.
  var words: (UInt32, UInt32, UInt32, UInt32) { state }

  var output: [UInt8] {
    [state.0, state.1, state.2, state.3].flatMap { $0.byteSwapped.bigEndianBytes }
  }
}
