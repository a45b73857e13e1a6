import SQLTypes
import System

/// An object of a bucket that is a folder: what lists show of it, and the way to its bytes.
package struct BucketObject: Sendable {
  private let object: StoredObject
  package let key: String
  package var size: Int { object.size }
  /// Nanoseconds since 1970.
  package var modified: Int64 { version?.modified ?? 0 }
  /// Tells this version of the file from every other.
  package var version: SystemCalls.Version? { object.fileVersion }

  init(_ object: StoredObject, key: String) {
    self.object = object
    self.key = key
  }

  init(_ object: StoredObject, nameLength: Int) {
    self.init(object, key: String(decoding: Array(object.name.utf8).dropFirst(nameLength), as: UTF8.self))
  }

  /// Errors: 58030.
  package func open() throws(SQLError) -> ObjectReader { try object.open() }
}
