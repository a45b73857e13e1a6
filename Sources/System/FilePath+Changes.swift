/// What can be done to the file or folder behind a path.
extension FilePath {
  /// Replaces what stands under the new name. Throws `SystemError`.
  package func rename(to new: FilePath) throws(SystemError) {
    try withPath { (old) throws(SystemError) in
      try new.withPath { (new) throws(SystemError) in try SystemCalls.renameFile(old, to: new) }
    }
  }

  /// Makes the renames in this folder outlast a power cut. Where folders cannot be opened so, nothing can be done.
  /// Throws `SystemError`.
  package func synchroniseFolder() throws(SystemError) {
    guard let folder = try? withPath(SystemCalls.openToRead) else { return }
    defer { SystemCalls.closeFile(folder) }
    try? SystemCalls.synchronise(folder)
  }

  /// The folders in this folder, and in those.
  package var foldersBelow: [FilePath] {
    ((try? children()) ?? []).filter(\.isFolder).map { appending($0.name) }.flatMap { $0.foldersBelow + [$0] }
  }

  /// Takes what the path leads to away from everybody but its owner.
  package func keepToOwner(isFolder: Bool) throws(SystemError) {
    try withPath { path throws(SystemError) in try SystemCalls.keepToOwner(path, isFolder: isFolder) }
  }

  /// Whether there is something, and nobody but its owner may read or write it.
  package var isKeptToOwner: Bool { status?.isKeptToOwner ?? false }

  /// Seconds since 1970-01-01 UTC.
  private var modified: Int { Int((status?.modified ?? 0) / 1_000_000_000) }

  /// When this folder, or anything in it, changed last: seconds since 1970-01-01 UTC.
  package var lastChange: Int {
    let inner = ((try? children()) ?? []).map { child in
      child.isFolder ? appending(child.name).lastChange : appending(child.name).modified
    }
    return max(modified, inner.max() ?? 0)
  }

  /// Throws `SystemError`, also where it is there already.
  package func makeFolder() throws(SystemError) { try withPath(SystemCalls.makeFolder) }

  /// Makes the folders that this path leads through and that are not there. Throws `FileError`.
  package func makeFoldersAbove() throws(FileError) {
    let folder = split.folder
    if folder.status != nil { return }
    try folder.makeFoldersAbove()
    do { try folder.makeFolder() } catch {
      if error.code != SystemCalls.exists { throw FileError("make the folder", folder.text, error) }
    }
  }

  package var status: SystemCalls.Status? { try? withPath(SystemCalls.status) }

  /// The path without links, if it leads somewhere.
  package var resolved: FilePath { withPath(SystemCalls.resolve).map { FilePath($0) } ?? self }

  /// The names in this folder, in byte order, each with whether it is a folder itself. Links count as files.
  /// Throws `SystemError`.
  package func children() throws -> [(name: [UInt8], isFolder: Bool)] {
    var found: [(name: [UInt8], isFolder: Bool)] = []
    try withPath { path in
      try SystemCalls.visitFolder(path) { _, name, hint in found.append((Array(name), hint == .folder)) }
    }
    return found.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  /// Removes the file, or the folder and all below it; links are removed, not followed. Throws `SystemError`.
  package func removeAll() throws {
    if (try? withPath(SystemCalls.removeFile)) != nil { return }
    for child in try children() { try appending(child.name).removeAll() }
    try withPath(SystemCalls.removeFolder)
  }
}
