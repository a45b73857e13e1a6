import HTTP

/// A policy's document as answers hold it: percent-encoded (RFC 3986), which clients decode again.
enum PolicyText {
  static func encoded(_ document: String) -> String { PercentCoding.encoded(document) }
}
