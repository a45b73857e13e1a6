import SQLTypes
import Scheduling
import System

/// Objects in folders of this machine: plain paths, and `s3://bucket/key` as `ROOT/bucket/key`.
///
/// A prefix means what S3 means by it: every key that starts with it, so `data/log` also takes `data/log_old/x`
/// (copy.md part 6). Objects come in the byte order of their full keys. Symbolic links are followed; one that leads
/// back to a folder it lies in is left out. Dot files are keys like any other. Whatever is neither file nor folder is
/// no object.
package struct LocalStore: Sendable {
  /// The folder that holds the buckets, as given: `--s3-root`.
  package let s3Root: String?

  package init(s3Root: String? = nil) { self.s3Root = s3Root }

  /// All objects whose key starts with the location's key; for a path: that file, all files of that folder, or else all
  /// paths that start with it.
  ///
  /// Errors: 0A000 for S3 without a root; XX000 (8001) if there is none; 58030 for a folder that cannot be read.
  package func list(_ location: Location) throws(SQLError) -> [StoredObject] {
    let found = try find(location)
    guard !found.isEmpty else { throw noSuchPrefix(location) }
    return found
  }

  /// The same on all threads of `pool`. Errors: also `CancellationError`.
  package func list(_ location: Location, on pool: WorkerPool) throws -> [StoredObject] {
    let search = try search(for: location)
    var found = search.file.map { [$0] } ?? []
    if let folder = search.folder { found = try ObjectLister.list(folder, on: pool) }
    guard !found.isEmpty else { throw noSuchPrefix(location) }
    return found
  }

  /// The objects of `list`, but none is no error.
  package func find(_ location: Location) throws(SQLError) -> [StoredObject] {
    let search = try search(for: location)
    if let folder = search.folder { return try ObjectLister.list(folder) }
    return search.file.map { [$0] } ?? []
  }

  /// The objects of `find` whose names come behind `after`, one by one until `take` wants no more. Errors: those of
  /// `find`.
  package func visit(
    _ location: Location, after: [UInt8], _ take: (StoredObject) -> Bool
  ) throws(SQLError) {
    guard var folder = try search(for: location).folder else { return }
    folder.after = after
    try ObjectLister.visit(folder) { $0.comes(behind: after) ? take($0) : true }
  }

  /// The one object with exactly this key or path. Errors: 0A000 for S3 without a root.
  package func object(at location: Location) throws(SQLError) -> StoredObject? {
    switch location {
    case .s3(let bucket, let key):
      let (above, last) = KeySteps.split(Array(key.utf8))
      guard let entry = KeySteps.file(above, last), let path = KeySteps.folder(above, in: try root(for: bucket)) else {
        return nil
      }
      return Self.file(
        entry, of: StoredFolder(path: path, name: Array("s3://\(bucket)/".utf8) + above, isBucket: true))
    case .path(let path):
      let (above, entry) = KeySteps.split(Array(path.utf8))
      guard Self.isName(entry) else { return nil }
      return Self.file(entry, of: StoredFolder(path: FilePath(folder: above), name: above))
    }
  }

  /// Where a location leads: to one file, into a folder, or nowhere.
  private func search(
    for location: Location
  ) throws(SQLError) -> (file: StoredObject?, folder: ObjectLister.Folder?) {
    switch location {
    case .s3(let bucket, let key): (nil, try keys(bucket, key))
    case .path(let path): try object(at: location).map { ($0, nil) } ?? (nil, paths(path))
    }
  }

  private func keys(_ bucket: String, _ key: String) throws(SQLError) -> ObjectLister.Folder? {
    let (above, partial) = KeySteps.split(Array(key.utf8))
    guard let path = KeySteps.folder(above, in: try root(for: bucket)) else { return nil }
    return ObjectLister.Folder(
      path: path, name: Array("s3://\(bucket)/".utf8) + above, isBucket: true, partial: partial, isTop: true)
  }

  private func paths(_ path: String) -> ObjectLister.Folder? {
    let whole = FilePath(path)
    if whole.status?.kind == .folder {
      let name = path.utf8.last == UInt8(ascii: "/") ? path : path + "/"
      return ObjectLister.Folder(path: whole, name: Array(name.utf8), isTop: true)
    }
    let (above, partial) = KeySteps.split(Array(path.utf8))
    guard !partial.isEmpty else { return nil }
    return ObjectLister.Folder(path: FilePath(folder: above), name: above, partial: partial, isTop: true)
  }

  private func root(for bucket: String) throws(SQLError) -> FilePath {
    guard let s3Root else {
      throw .notSupported(
        "reading s3:// without --s3-root", hint: "--s3-root DIR reads s3://bucket/key from DIR/bucket/key")
    }
    return FilePath(s3Root).appending(bucket)
  }

  private static func file(_ entry: [UInt8], of folder: StoredFolder) -> StoredObject? {
    guard let status = folder.path.appending(entry).status, status.kind == .file else { return nil }
    return StoredObject(folder: folder, entry: entry, version: status.version)
  }

  private static func isName(_ part: some Collection<UInt8>) -> Bool {
    !part.isEmpty && !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8)
  }
}
