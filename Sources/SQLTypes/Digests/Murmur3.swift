extension Digest {
  /// MurmurHash3 for x86, 32 bits, of Austin Appleby: MURMUR3_32_HASH.
  package static func murmur3(_ bytes: UnsafeRawBufferPointer, seed: UInt32) -> UInt32 {
    var hash = seed
    let blocks = bytes.count / 4
    for block in 0..<blocks {
      let word = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: block * 4, as: UInt32.self))
      hash ^= scrambled(word)
      hash = hash.rotatedLeft(13) &* 5 &+ 0xe654_6b64
    }
    let rest = bytes.dropFirst(blocks * 4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    hash ^= scrambled(rest)
    return finished(hash ^ UInt32(truncatingIfNeeded: bytes.count))
  }

  private static func scrambled(_ word: UInt32) -> UInt32 { (word &* 0xcc9e_2d51).rotatedLeft(15) &* 0x1b87_3593 }

  /// Lets every bit of the input change every bit of the hash.
  private static func finished(_ hash: UInt32) -> UInt32 {
    var hash = hash
    hash = (hash ^ hash >> 16) &* 0x85eb_ca6b
    hash = (hash ^ hash >> 13) &* 0xc2b2_ae35
    return hash ^ hash >> 16
  }
}
