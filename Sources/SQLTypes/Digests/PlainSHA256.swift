/// SHA-256 by no library: what `SystemSHA256` is compared with.
package struct PlainSHA256: BlockDigest {
  static var blockSize: Int { SHA2<UInt32>.blockSize }
  static var lengthSize: Int { SHA2<UInt32>.lengthSize }
  static var isBigEndian: Bool { SHA2<UInt32>.isBigEndian }

  private var digest = SHA2<UInt32>.sha256

  mutating func absorb(_ block: UnsafeRawBufferPointer) { digest.absorbPlainly(block) }

  var output: [UInt8] { digest.output }

  package static func digest(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var digest = PlainSHA256()
    return digest.digest(bytes)
  }
}
