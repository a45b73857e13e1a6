import HTTP

/// The document of CompleteMultipartUpload: the parts' numbers, tags and checksums, in their order.
package struct PartList: Sendable {
  package struct Part: Hashable, Sendable {
    package var number: Int
    /// With its quotation marks; empty where none is given.
    package var etag = ""
    /// By their algorithms.
    package var checksums: [String: String] = [:]
  }

  private static let algorithms = ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"]

  package private(set) var parts: [Part] = []

  /// Errors: `MalformedXML`.
  package init(_ body: [UInt8]) throws(CloudError) {
    var part = Part(number: 0)
    do {
      var reader = try XMLReader(body)
      while try reader.advance() {
        if reader.isAt("PartNumber") { part.number = Int(reader.text) ?? 0 }
        if reader.isAt("ETag") { part.etag = Self.quoted(reader.text) }
        for name in Self.algorithms where reader.isAt("Checksum\(name)") { part.checksums[name] = reader.text }
        if reader.isAt("Part") {
          parts.append(part)
          part = Part(number: 0)
        }
      }
    } catch { throw .malformedXML }
    guard parts.allSatisfy({ $0.number > 0 }) else { throw .malformedXML }
  }

  private static func quoted(_ tag: String) -> String {
    tag.isEmpty || tag.hasPrefix("\"") ? tag : "\"\(tag)\""
  }
}
