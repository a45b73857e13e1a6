import HTTP

/// What S3 allows of the tags of buckets and objects (S3 user guide, categorizing objects with tags).
package enum TagRules {
  private static let mostOfObject = 10
  private static let mostOfBucket = 50

  /// Errors: `InvalidTag`, `BadRequest`, `MalformedXML`.
  static func check(_ document: [UInt8], isObject: Bool) throws(CloudError) {
    let tags = try tags(of: document)
    let most = isObject ? mostOfObject : mostOfBucket
    guard tags.count <= most else {
      throw CloudError("BadRequest", "\(isObject ? "Object tags" : "Bucket tag count") cannot be greater than \(most)")
    }
    var keys: Set<String> = []
    for (key, value) in tags {
      guard keys.insert(key).inserted else { throw invalid("Cannot provide multiple Tags with the same key", key) }
      guard !key.lowercased().hasPrefix("aws:") else {
        throw invalid(
          isObject ? "Your TagKey cannot be prefixed with aws:" : "System tags cannot be added/updated by requester",
          key)
      }
      guard 1...128 ~= key.unicodeScalars.count else { throw invalid("The TagKey you have provided is invalid", key) }
      guard value.unicodeScalars.count <= 256 else { throw invalid("The TagValue you have provided is invalid", key) }
    }
  }

  private static func invalid(_ message: String, _ key: String) -> CloudError {
    CloudError("InvalidTag", message, details: ["TagKey": key])
  }

  /// How many a document has.
  package static func count(_ document: [UInt8]) -> Int { (try? tags(of: document))?.count ?? 0 }

  private static func tags(of document: [UInt8]) throws(CloudError) -> [(key: String, value: String)] {
    var tags: [(key: String, value: String)] = []
    var tag = (key: "", value: "")
    do {
      var reader = try XMLReader(document)
      while try reader.advance() {
        if reader.isAt("Key") { tag.key = reader.text }
        if reader.isAt("Value") { tag.value = reader.text }
        if reader.isAt("Tag") {
          tags.append(tag)
          tag = ("", "")
        }
      }
    } catch { throw .malformedXML }
    return tags
  }
}
