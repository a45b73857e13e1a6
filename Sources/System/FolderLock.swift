/// The right to a folder, held as long as this object lives and lost with the process, however it ends.
///
/// Advisory: only who asks for it is kept out.
package final class FolderLock {
  private let folder: Int32

  /// Errors: `SystemCalls.wouldBlock` where somebody else holds the lock; others where there is no such folder, or no
  /// lock to be had.
  package init(_ path: FilePath) throws(SystemError) {
    folder = try path.withPath(SystemCalls.openToRead)
    do { try SystemCalls.lock(folder) } catch {
      SystemCalls.closeFile(folder)
      throw error
    }
  }

  deinit { SystemCalls.closeFile(folder) }
}
