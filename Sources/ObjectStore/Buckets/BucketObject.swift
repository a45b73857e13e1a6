import SQLTypes

/// An object of a bucket that is a folder: what lists show of it, and the way to its bytes.
package struct BucketObject: Sendable {
  private let object: StoredObject
  package let key: String
  package var size: Int { object.size }
  /// Nanoseconds since 1970.
  package let modified: Int64
  /// Tells this version of the file from every other.
  package let version: String

  init(_ object: StoredObject, nameLength: Int) {
    self.object = object
    key = String(decoding: Array(object.name.utf8).dropFirst(nameLength), as: UTF8.self)
    let version = object.fileVersion
    modified = version?.modified ?? 0
    self.version = version.map { "\($0.identity.device)-\($0.identity.inode)-\($0.size)-\($0.modified)" } ?? key
  }

  /// Errors: 58030.
  package func open() throws(SQLError) -> ObjectReader { try object.open() }
}
