import SQLTypes
import TestSupport
import Testing

@Suite struct DigestTests {
  private func bytes<Result>(_ text: String, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    text.withRawUTF8(body)
  }

  @Test(arguments: [
    ("", "d41d8cd98f00b204e9800998ecf8427e"),
    ("abc", "900150983cd24fb0d6963f7d28e17f72"),
    (
      "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
      "57edf4a22be3c955ac49da2e2107b67a"
    ),
    ("Amazon Redshift", "f7415e33f972c03abd4f3fed36748f7a"),
  ])
  func md5(text: String, expected: String) {
    #expect(Digest.hex(bytes(text) { Digest.md5($0) }) == expected)
    let written = bytes(text) { message in String(capacity: 32) { Digest.writeMD5(message, into: $0) } }
    #expect(written == expected)
  }

  @Test(arguments: [
    ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
    ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
    ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
  ])
  func sha1(text: String, expected: String) {
    #expect(Digest.hex(bytes(text) { Digest.sha1($0) }) == expected)
  }

  @Test(arguments: [
    (224, "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"),
    (256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (0, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      384,
      "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"
    ),
    (
      512,
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
    ),
  ])
  func sha2OfABC(bits: Int, expected: String) throws {
    #expect(Digest.hex(try #require(bytes("abc") { Digest.sha2($0, bits: bits) })) == expected)
  }

  @Test func sha2OfTwoBlocks() {
    let text = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
    let expected = "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    #expect(Digest.hex(bytes(text) { Digest.sha256($0) }) == expected)
    #expect(bytes(text) { Digest.sha2($0, bits: 100) } == nil)
  }

  /// Every length around the padding's borders; the sum of all digests as another implementation computed it.
  @Test func everyLengthOfPadding() {
    var all: [UInt8] = []
    for length in 0..<300 {
      let message = [UInt8](repeating: 0x61, count: length)
      message.withUnsafeBytes { all += Digest.md5($0) + Digest.sha1($0) + Digest.sha256($0) + Digest.sha512($0) }
    }
    #expect(
      Digest.hex(all.withUnsafeBytes { Digest.sha256($0) })
        == "b268bba117f05edc59d85f4ae4b49f1d5184b8b60a43725f0578146b4bac9f28")
  }

  /// The system's block function, where it has one, beside ours.
  @Test(.enabled(if: SystemSHA256.shared != nil)) func sha256WithAndWithoutTheSystem() {
    var random = SeededGenerator()
    for _ in 0..<500 {
      let message = (0..<Int.random(in: 0..<400, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      message.withUnsafeBytes {
        check(Digest.sha256($0) == PlainSHA256.digest($0), "\(message.count) bytes, seed \(random.seed)")
      }
    }
  }

  /// RFC 4231, test cases 1 to 4, 6 and 7.
  @Test(
    arguments: [
      (
        Array(repeating: 0x0b, count: 20), Array("Hi There".utf8),
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
      ),
      (
        Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
      ),
      (
        Array(repeating: 0xaa, count: 20), Array(repeating: 0xdd, count: 50),
        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
      ),
      (
        Array(1...25), Array(repeating: 0xcd, count: 50),
        "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
      ),
      (
        Array(repeating: 0xaa, count: 131), Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
      ),
      (
        Array(repeating: 0xaa, count: 131),
        Array(
          ("This is a test using a larger than block-size key and a larger than block-size data. "
            + "The key needs to be hashed before being used by the HMAC algorithm.").utf8),
        "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
      ),
    ] as [([UInt8], [UInt8], String)])
  func hmac(key: [UInt8], message: [UInt8], expected: String) {
    #expect(Digest.hex(HMAC(key: key).code(message)) == expected)
  }

  /// The check values of the catalogue of parametrised CRC algorithms, whatever the pieces.
  @Test(arguments: [
    (RunningCRC.Polynomial.crc32, "cbf43926"), (.crc32c, "e3069283"), (.crc64nvme, "ae8b14860a799888"),
  ]) func runningCRC(_ polynomial: RunningCRC.Polynomial, _ expected: String) {
    for cut in 0...9 {
      var check = RunningCRC(polynomial)
      check.append(Array("123456789".utf8.prefix(cut)))
      check.append(Array("123456789".utf8.dropFirst(cut)))
      #expect(Digest.hex(check.bytes) == expected)
    }
  }

  @Test func runningDigestsAreThoseOfTheWhole() {
    let message = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    var (md5, sha1, sha256) = (RunningMD5(), RunningSHA1(), RunningSHA256())
    for start in stride(from: 0, to: message.count, by: 77) {
      let piece = Array(message[start..<min(start + 77, message.count)])
      md5.append(piece)
      sha1.append(piece)
      sha256.append(piece)
    }
    message.withUnsafeBytes { message in
      #expect(md5.bytes == Digest.md5(message))
      #expect(sha1.bytes == Digest.sha1(message))
      #expect(sha256.bytes == Digest.sha256(message))
    }
  }

  /// The check values of sql.md 2.7.
  @Test func redshiftCheckValues() {
    let one = withUnsafeBytes(of: Int32(1).littleEndian) { Digest.fnv1a($0) }
    #expect(Int64(bitPattern: one) == -5_968_735_742_475_085_980)
    #expect(Int64(bitPattern: bytes("Amazon Redshift") { Digest.fnv1a($0) }) == 7_783_490_368_944_507_294)
    #expect(Int64(bitPattern: bytes("abcd") { Digest.fnv1a($0) }) == -281_581_062_704_388_899)
    #expect(String(bytes("Amazon Redshift") { Digest.crc32c($0) }, radix: 16) == "f2726906")
    #expect(bytes("123456789") { Digest.crc32c($0) } == 0xe306_9283)
  }
}

/// RFC 7914 part 11 (its first 32 bytes), and what other implementations give.
@Suite struct DerivedKeyTests {
  @Test(arguments: [
    ("passwd", 1, "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"),
    ("password", 1, "120fb6cffcf8b32c43e7225256c4f837a86548c92ccc35480805987cb70be17b"),
    ("password", 4096, "c5e478d59288c841aa530db6845c4c8d962893a001ce4e11a4963873aa98134a"),
  ]) func derivedKey(_ password: String, _ iterations: Int, _ hex: String) {
    let key = HMAC.derivedKey(password: Array(password.utf8), salt: Array("salt".utf8), iterations: iterations)
    #expect(Digest.hex(key) == hex)
  }
}

@Suite struct Base64Tests {
  /// RFC 4648 part 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"),
  ]) func bothWays(_ text: String, _ base64: String) {
    #expect(Base64.text(Array(text.utf8)) == base64)
    #expect(Base64.bytes(base64) == Array(text.utf8))
  }

  @Test(arguments: ["Zg", "Zg=", "Z===", "Zm9v=", "Zm8*", "====", "Zm=v"]) func whatIsNone(_ text: String) {
    #expect(Base64.bytes(text) == nil)
  }
}
