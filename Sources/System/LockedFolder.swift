/// A new folder of a temporary name beside `path`, locked for as long as this object lives: what a killed process has
/// left is known by its lock, which went with the process.
package struct LockedFolder {
  package let folder: FilePath
  /// nil where the file system has no locks, and so no abandoned folder is ever recognised.
  private let lock: FolderLock?

  /// Errors: those of making a folder.
  package init(beside path: FilePath, kind: String) throws(SystemError) {
    while true {
      let folder = TemporaryName.sibling(of: path, kind: kind)
      try folder.makeFolder()
      var lock: FolderLock?
      do { lock = try FolderLock(folder) } catch {
        // Before it was locked, another process has taken it for an abandoned one.
        if error.code == SystemCalls.wouldBlock || error.code == SystemCalls.absent { continue }
      }
      if folder.status != nil {
        (self.folder, self.lock) = (folder, lock)
        return
      }
    }
  }

  /// `visit` gets each folder of such a name whose process is gone; nobody else has it meanwhile.
  package static func visitAbandoned(beside path: FilePath, kind: String, _ visit: (FilePath) -> Void) {
    for (folder, isForeign) in TemporaryName.siblings(of: path, kind: kind) {
      if isForeign, Int(WallClock.now / 1_000_000) - folder.lastChange < foreignPatience { continue }
      guard let lock = try? FolderLock(folder) else { continue }
      withExtendedLifetime(lock) { visit(folder) }
    }
  }

  /// Seconds.
  private static let foreignPatience = 86_400
}
