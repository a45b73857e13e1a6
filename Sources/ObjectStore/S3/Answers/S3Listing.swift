import HTTP

/// One page of ListObjectsV2.
package struct S3Listing: Hashable, Sendable {
  package struct Object: Hashable, Sendable {
    package var key: String
    /// Bytes.
    package var size: Int
    /// With its quotes; nil where the server names none.
    package var etag: String?

    package init(key: String, size: Int, etag: String?) {
      self.key = key
      self.size = size
      self.etag = etag
    }
  }

  package private(set) var objects: [Object] = []
  /// What the next page is asked for with; nil for the last.
  package private(set) var continuation: String?

  /// Throws the error that a body with status 200 may be, too, and what is no listing.
  package init(_ response: HTTPResponse) throws(S3Error) {
    var isTruncated = false
    var isEncoded = false
    var object = Object(key: "", size: -1, etag: nil)
    try response.readElements("ListBucketResult") { reader throws(S3Error) in
      if reader.depth == 3, reader.isWithin("Contents") {
        object.take(reader)
      } else if reader.depth == 2 {
        if reader.isAt("Contents") {
          guard object.size >= 0 else { throw .unreadable("an object without its size") }
          objects.append(object)
          object = Object(key: "", size: -1, etag: nil)
        }
        if reader.isAt("IsTruncated") { isTruncated = reader.text == "true" }
        if reader.isAt("NextContinuationToken") { continuation = reader.text }
        if reader.isAt("EncodingType") { isEncoded = reader.text == "url" }
      }
    }
    if isEncoded { decodeKeys() }
    try checkContinuation(isTruncated: isTruncated)
  }

  private mutating func decodeKeys() {
    for index in objects.indices where objects[index].key.utf8.contains(where: { $0 == 0x25 || $0 == 0x2b }) {
      objects[index].key = String(decoding: PercentCoding.decoded(objects[index].key, isForm: true), as: UTF8.self)
    }
  }

  /// A page that is not the last must say how to go on: objects would be lost otherwise.
  private mutating func checkContinuation(isTruncated: Bool) throws(S3Error) {
    if !isTruncated {
      continuation = nil
    } else if continuation?.isEmpty ?? true {
      throw .unreadable("a page of the list does not say how the next one is named")
    }
  }
}

extension S3Listing.Object {
  fileprivate mutating func take(_ reader: XMLReader) {
    if reader.isAt("Key") { key = reader.text }
    if reader.isAt("Size") { size = Int(reader.text) ?? -1 }
    if reader.isAt("ETag") { etag = ETag.quoted(reader.text) }
  }
}
