import HTTP
import SQLTypes

/// A server other than AWS's own: `http://localhost:9000`, `https://minio.example/s3`.
package struct S3Endpoint: Hashable, Sendable {
  package let scheme: HTTPRequest.Scheme
  /// With `:port` where it is not the scheme's own.
  package let host: String
  /// Percent-encoded, with a slash in front and none behind; may be empty.
  package let path: String

  /// Errors: 22023 for what is no http or https URL of a server. The URL is not repeated: it may hold a password.
  package init(_ text: String) throws(SQLError) {
    guard let end = text.firstRange(of: "://"),
      let scheme = HTTPRequest.Scheme(rawValue: text[..<end.lowerBound].lowercased())
    else { throw Self.invalid("it must start with http:// or https://") }
    let authority = text[end.upperBound...].prefix { !"/?#".contains($0) }
    let path = text[authority.endIndex...]
    guard !authority.contains("@") else { throw Self.invalid("it must not hold a user name or password") }
    guard !path.contains(where: "?#".contains) else { throw Self.invalid("it must not hold ? or #") }
    guard Self.isAuthority(authority), path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else {
      throw Self.invalid("it has no valid host and port")
    }
    self.scheme = scheme
    host = Self.withoutDefaultPort(authority.lowercased(), scheme)
    self.path = String(path[..<(path.lastIndex { $0 != "/" }.map(path.index(after:)) ?? path.startIndex)])
  }

  /// Names, addresses and `[::1]`, with or without a port.
  private static func isAuthority(_ text: Substring) -> Bool {
    let host = text.last == "]" ? text : text.lastIndex(of: ":").map { text[..<$0] } ?? text
    let port = text[host.endIndex...].dropFirst()
    guard port.isEmpty ? host.endIndex == text.endIndex : isPort(port) else { return false }
    if host.first == "[" { return host.last == "]" && host.dropFirst().dropLast().utf8.allSatisfy(isAddressByte) }
    return !host.isEmpty && host.utf8.allSatisfy(isHostByte)
  }

  private static func isPort(_ text: Substring) -> Bool {
    text.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } && UInt16(text) != nil
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): true
    default: false
    }
  }

  private static func isAddressByte(_ byte: UInt8) -> Bool {
    isHostByte(byte) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "%")
  }

  private static func withoutDefaultPort(_ authority: String, _ scheme: HTTPRequest.Scheme) -> String {
    let port = scheme == .http ? ":80" : ":443"
    return authority.hasSuffix(port) ? String(authority.dropLast(port.count)) : authority
  }

  private static func invalid(_ reason: String) -> SQLError {
    SQLError(
      .invalidParameter, "invalid S3 endpoint URL: \(reason)",
      hint: "endpoint URLs look like http://localhost:9000 or https://s3.example.com")
  }
}

extension S3Endpoint: CustomStringConvertible {
  package var description: String { "\(scheme.rawValue)://\(host)\(path)" }
}
