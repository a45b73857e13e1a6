/// The right to a folder, held as long as this object lives and lost with the process, however it ends.
///
/// Advisory: only who asks for it is kept out.
package final class FolderLock {
  private let folder: Int32

  /// `waits`: until whoever holds the lock lets go of it. Errors: `SystemCalls.wouldBlock` where somebody else holds it
  /// and this one does not wait; others where there is no such folder, or no lock to be had.
  package init(_ path: FilePath, waits: Bool = false) throws(SystemError) {
    folder = try path.withPath(SystemCalls.openToRead)
    do { try waits ? SystemCalls.waitForLock(folder) : SystemCalls.lock(folder) } catch {
      SystemCalls.closeFile(folder)
      throw error
    }
  }

  deinit { SystemCalls.closeFile(folder) }
}
