/// An empty folder of its own, where the system keeps what is temporary (`TMPDIR`); gone with all in it when it goes
/// away.
package final class ScratchFolder {
  private let folder: FilePath

  package var path: String { folder.text }

  /// Throws `FileError`.
  package init() throws(FileError) {
    let named = SystemCalls.environment("TMPDIR").flatMap { $0.isEmpty ? nil : $0 }
    let above = FilePath(named ?? "/tmp").resolved
    folder = TemporaryName.sibling(of: above.appending("localshift"), kind: "scratch")
    do { try folder.makeFolder() } catch { throw FileError("make the folder", folder.text, error) }
  }

  deinit { try? folder.removeAll() }
}
