import HTTP

/// Which server holds a bucket, and how paths to its keys start.
struct S3Address: Hashable, Sendable {
  let scheme: HTTPRequest.Scheme
  let host: String
  /// Percent-encoded; without a slash at its end.
  let base: String

  init(bucket: String, _ configuration: S3Configuration) {
    let endpoint = configuration.endpoint
    let server = endpoint?.host ?? Self.host(ofRegion: configuration.region)
    let path = endpoint?.path ?? ""
    scheme = endpoint?.scheme ?? .https
    if Self.goesIntoHost(bucket, configuration) {
      host = "\(bucket).\(server)"
      base = path
    } else {
      host = server
      base = "\(path)/\(PercentCoding.encoded(bucket))"
    }
  }

  /// `/`, `/key` or `/bucket/key`. A key's own slashes stay as they are, also two in a row.
  func path(to key: String?) -> String {
    guard let key else { return base.isEmpty ? "/" : base }
    return "\(base)/\(PercentCoding.encoded(key, keepingSlashes: true))"
  }

  /// The certificate of AWS covers one label before its own name, so that names with dots cannot go there.
  private static func goesIntoHost(_ bucket: String, _ configuration: S3Configuration) -> Bool {
    switch configuration.addressing {
    case .path: false
    case .virtual: isHostName(bucket, allowsDots: true)
    case .auto: configuration.endpoint == nil && isHostName(bucket, allowsDots: false)
    }
  }

  private static func isHostName(_ bucket: String, allowsDots: Bool) -> Bool {
    guard 3...63 ~= bucket.utf8.count, bucket.first != "-", bucket.last != "-" else { return false }
    guard bucket.first != ".", bucket.last != ".", bucket.firstRange(of: "..") == nil else { return false }
    return bucket.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
      default: allowsDots && byte == UInt8(ascii: ".")
      }
    }
  }

  private static func host(ofRegion region: String) -> String {
    "s3.\(region).amazonaws.com\(region.hasPrefix("cn-") ? ".cn" : "")"
  }
}
