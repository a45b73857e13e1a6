/// An object as lists and heads show it.
package struct ObjectSummary: Hashable, Sendable {
  package var key: String
  package var size: Int
  /// Microseconds since 1970.
  package var modified: Int64
  /// With its quotation marks.
  package var etag: String
  package var storageClass: String
  /// Of the checksum that is kept of it; nil for none.
  package var checksumAlgorithm: String?

  package init(
    key: String, size: Int, modified: Int64, etag: String, storageClass: String = "STANDARD",
    checksumAlgorithm: String? = nil
  ) {
    self.key = key
    self.size = size
    self.modified = modified
    self.etag = etag
    self.storageClass = storageClass
    self.checksumAlgorithm = checksumAlgorithm
  }
}
