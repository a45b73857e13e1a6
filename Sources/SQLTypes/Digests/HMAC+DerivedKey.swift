extension HMAC {
  /// PBKDF2 with HMAC-SHA-256 (RFC 8018 part 5.2): one block, 32 bytes, which is what SCRAM calls `Hi` (RFC 5802 part
  /// 2.2).
  package static func derivedKey(password: [UInt8], salt: [UInt8], iterations: Int) -> [UInt8] {
    let hmac = HMAC(key: password)
    var code = hmac.code(salt + [0, 0, 0, 1])
    var key = code
    for _ in 1..<max(1, iterations) {
      code = hmac.code(code)
      for place in key.indices { key[place] ^= code[place] }
    }
    return key
  }
}
