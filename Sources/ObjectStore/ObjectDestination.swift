import SQLTypes
import System

/// Where a statement writes named objects, whole or not at all: a folder, or a bucket over the network.
///
/// ```
/// make(key) ─► sink.write … finish    any number, from any thread
/// commit(removing:last:)              they stand under their names; the last one (a manifest) after all others
/// ```
/// A destination that goes away uncommitted takes back what it has of its own.
package protocol ObjectDestination: AnyObject, Sendable {
  /// As logs and messages show an object: `s3://bucket/key`, or a path.
  func name(of key: String) -> String

  /// The keys, in byte order, of objects that are there and start with `prefix`. Errors: 58030.
  func existing(_ prefix: String) throws(SQLError) -> [String]

  /// A new object; nobody sees it before `commit`. Errors: 58030; 22023 for a key that cannot be written.
  func make(_ key: String) throws(SQLError) -> any ObjectSink

  /// Puts the new objects in their places, replacing what stood there, removes others, and puts the last one last: what
  /// stood under its name goes before anything comes. Errors: 58030.
  func commit(removing keys: [String], last: (key: String, text: String)?) throws(SQLError)
}

extension LocalStore {
  /// Errors: XX000 for a bucket that is not there.
  func destination(for location: Location) throws(SQLError) -> any ObjectDestination {
    switch location {
    case .path(let path): return LocalDestination(path: path)
    case .s3(let bucket, let key):
      let folder = FilePath(s3Root ?? ".").appending(bucket)
      guard folder.status?.kind == .folder else { throw Self.noSuchBucket(folder) }
      return LocalDestination(bucket: bucket, folder: folder, key: key)
    }
  }

  private static func noSuchBucket(_ folder: FilePath) -> SQLError {
    var error = SQLError.compute(
      "S3ServiceException:The specified bucket does not exist,Status 404,Error NoSuchBucket", code: 8001,
      context: folder.text)
    error.hint = "Make the folder \"\(folder.text)\": --s3-root holds a folder for each bucket."
    return error
  }
}
