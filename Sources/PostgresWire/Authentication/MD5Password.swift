import SQLTypes

/// The answer to an MD5 request: `md5` and MD5 of the inner digest's digits and the salt (wire.md 1.4).
enum MD5Password {
  /// `digest` is MD5 of password and user name, in hexadecimal digits.
  static func answer(_ digest: String, salt: [UInt8]) -> String {
    let bytes = Array(digest.utf8) + salt
    return "md5" + Digest.hex(bytes.withUnsafeBytes { Digest.md5($0) })
  }
}
