import SQLTypes
import System

/// The buckets below one folder, as who serves S3 needs them: `ROOT/bucket/key`, the same files that COPY reads and
/// UNLOAD writes.
///
/// What is being written lies under `ROOT/.localshift-uploads`, which is no bucket's name, until it is whole.
package final class BucketFolder: Sendable {
  private let root: FilePath
  private let store: LocalStore
  /// Whether the folder is the server's own, to be emptied when it begins anew.
  private let isTemporary: Bool

  package init(_ root: String, isTemporary: Bool = false) {
    self.root = FilePath(root)
    self.isTemporary = isTemporary
    store = LocalStore(s3Root: root)
  }

  // MARK: Buckets

  /// Names and when each folder changed last, in microseconds since 1970; in byte order. Errors: 58030.
  package func buckets() throws(SQLError) -> [(name: String, created: Int64)] {
    try LocalFolder.names(in: root.text).compactMap { name in
      guard !name.hasPrefix("."), let status = root.appending(name).status, status.kind == .folder else { return nil }
      return (name, status.version.modified / 1000)
    }
  }

  package func hasBucket(_ name: String) -> Bool { Self.isName(name) && root.appending(name).status?.kind == .folder }

  /// Errors: 58030.
  package func makeBucket(_ name: String) throws(SQLError) {
    do { try root.appending(name).makeFolder() } catch {
      throw error.report("make the folder", root.appending(name).text)
    }
  }

  /// False where something lies in it. Errors: 58030.
  package func removeBucket(_ name: String) throws(SQLError) -> Bool {
    guard try objects(name, prefix: "").isEmpty else { return false }
    do { try root.appending(name).removeAll() } catch {
      throw SQLError(.ioError, "could not remove the folder \"\(root.appending(name).text)\"")
    }
    return true
  }

  /// Three to 63 letters, digits, dots and hyphens: never a path.
  package static func isName(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    let isPlain = { (byte: UInt8) in
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }
    guard (3...63).contains(bytes.count), let first = bytes.first, let last = bytes.last else { return false }
    let hasEmptyLabel = zip(bytes, bytes.dropFirst()).contains { $0 == UInt8(ascii: ".") && $1 == $0 }
    return isPlain(first) && isPlain(last) && !hasEmptyLabel
      && bytes.allSatisfy {
        isPlain($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
      }
  }

  /// Empties a folder that is the server's own. What cannot be removed stays.
  package func reset() {
    guard isTemporary, let children = try? root.children() else { return }
    for child in children { try? root.appending(child.name).removeAll() }
  }

  // MARK: Objects

  /// In the byte order of their keys. Errors: 58030.
  package func objects(_ bucket: String, prefix: String) throws(SQLError) -> [BucketObject] {
    let start = "s3://\(bucket)/".utf8.count
    return try store.find(.s3(bucket: bucket, key: prefix)).map { BucketObject($0, nameLength: start) }
  }

  /// Those whose keys come behind `after` (empty: all), one by one until `take` wants no more. Errors: 58030.
  package func visit(
    _ bucket: String, prefix: String, after: [UInt8], _ take: (BucketObject) -> Bool
  ) throws(SQLError) {
    let start = Array("s3://\(bucket)/".utf8)
    try store.visit(.s3(bucket: bucket, key: prefix), after: after.isEmpty ? [] : start + after) { object in
      take(BucketObject(object, nameLength: start.count))
    }
  }

  /// nil where there is none. Errors: 58030.
  package func object(_ bucket: String, _ key: String) throws(SQLError) -> BucketObject? {
    guard Self.isName(bucket) else { return nil }
    return try store.object(at: .s3(bucket: bucket, key: key)).map { BucketObject($0, key: key) }
  }

  /// Takes the object's file away, and folders that are empty then. Nothing to take is no error. Errors: 58030.
  package func remove(_ bucket: String, _ key: String) throws(SQLError) {
    guard try object(bucket, key) != nil, var path = KeySteps.file(key.utf8, in: root.appending(bucket)) else { return }
    do { try path.withPath(SystemCalls.removeFile) } catch { throw error.report("remove", path.text) }
    for _ in key.utf8.filter({ $0 == UInt8(ascii: "/") }) {
      path = path.split.folder
      guard (try? path.children())?.isEmpty == true, (try? path.removeAll()) != nil else { return }
    }
  }

  // MARK: Writing

  /// A file that becomes an object by `put`, or a part of one. Errors: 58030.
  package func makeFile() throws(SQLError) -> BucketFile {
    let folder = root.appending(Self.uploads)
    if folder.status == nil { try? folder.makeFolder() }
    return try BucketFile(TemporaryName.sibling(of: folder.appending("object"), kind: "part"))
  }

  /// Gives a whole file its key. Errors: 22023 for a key that no file can have, 58030.
  package func put(_ file: BucketPart, _ bucket: String, _ key: String) throws(SQLError) {
    guard let target = KeySteps.file(key.utf8, in: root.appending(bucket)) else {
      throw SQLError(.invalidParameter, "the key '\(key)' cannot be written: no file can have that name")
    }
    do { try target.makeFoldersAbove() } catch { throw SQLError(error) }
    try file.move(to: target)
  }

  /// Takes away what was left of uploads.
  package func forgetUploads() { try? root.appending(Self.uploads).removeAll() }

  private static let uploads = ".localshift-uploads"
}
