import SQLTypes

/// Where a statement reads from or writes to: `s3://bucket/key`, or a path of this machine.
package enum Location: Hashable, Sendable {
  case s3(bucket: String, key: String)
  case path(String)

  /// Errors: 22023 for a location without a bucket or with a NUL, 0A000 for other sources than S3 and paths.
  package init(_ text: String) throws(SQLError) {
    guard !text.isEmpty, !text.utf8.contains(0) else { throw Self.invalid(text, "it names nothing") }
    guard let (scheme, rest) = Self.splitScheme(text) else {
      self = .path(text)
      return
    }
    guard scheme == "s3" else {
      let hint = scheme == "file" ? "write the path without file://" : nil
      throw .notSupported("reading \(scheme)://", hint: hint)
    }
    let slash = rest.utf8.firstIndex(of: UInt8(ascii: "/"))
    let bucket = String(rest[..<(slash ?? rest.endIndex)])
    guard !bucket.isEmpty, bucket != ".", bucket != ".." else { throw Self.invalid(text, "it has no bucket name") }
    self = .s3(bucket: bucket, key: slash.map { String(rest[rest.utf8.index(after: $0)...]) } ?? "")
  }

  private static func splitScheme(_ text: String) -> (scheme: String, rest: Substring)? {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), text[colon...].hasPrefix("://") else { return nil }
    let scheme = text[..<colon]
    let isName = scheme.utf8.allSatisfy { byte in
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }
    guard isName, !scheme.isEmpty else { return nil }
    return (scheme.lowercased(), text[text.utf8.index(colon, offsetBy: 3)...])
  }

  private static func invalid(_ text: String, _ reason: String) -> SQLError {
    SQLError(
      .invalidParameter, "invalid location '\(text)': \(reason)", hint: "locations are s3://bucket/key or a path")
  }

  /// The key, or the path: what Redshift's messages quote.
  package var key: String {
    switch self {
    case .s3(_, let key): key
    case .path(let path): path
    }
  }

  package var isS3: Bool {
    if case .s3 = self { true } else { false }
  }
}

extension Location: CustomStringConvertible {
  package var description: String {
    switch self {
    case .s3(let bucket, let key): "s3://\(bucket)/\(key)"
    case .path(let path): path
    }
  }
}
