/// An empty folder of its own, where the system keeps what is temporary (`TMPDIR`); gone with all in it when it goes
/// away, and where its process was killed, when another makes one.
package final class ScratchFolder {
  private let made: LockedFolder

  package var path: String { made.folder.text }

  /// Throws `FileError`.
  package init() throws(FileError) {
    let named = SystemCalls.environment("TMPDIR").flatMap { $0.isEmpty ? nil : $0 }
    let above = FilePath(named ?? "/tmp").resolved
    let name = above.appending("localshift")
    LockedFolder.visitAbandoned(beside: name, kind: "scratch") { try? $0.removeAll() }
    do { made = try LockedFolder(beside: name, kind: "scratch") } catch {
      throw FileError("make the folder", above.text, error)
    }
  }

  deinit { try? made.folder.removeAll() }
}
