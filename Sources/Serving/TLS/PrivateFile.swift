import ObjectStore
import SQLTypes
import System

/// A file that only the user can read, in a folder that only the user can enter.
enum PrivateFile {
  static func text(of path: String) -> String? { try? LocalFolder.text(of: path) }

  /// Makes the folder where it is missing, and has it alone until the object is gone. 58030 where that is not possible.
  static func lock(folder: String) throws(SQLError) -> FolderLock {
    do {
      let path = FilePath(folder)
      try path.makeFoldersAbove()
      try LocalFolder.make(folder)
      try path.keepToOwner(isFolder: true)
      return try FolderLock(path, waits: true)
    } catch let error as SQLError {
      throw error
    } catch { throw SQLError(.ioError, "could not write into \"\(folder)\": \(error)") }
  }

  /// Replaces the file. 58030 where that is not possible.
  static func write(_ text: String, to path: String) throws(SQLError) {
    do {
      try AtomicFile.write(text, to: path)
      try FilePath(path).keepToOwner(isFolder: false)
    } catch { throw SQLError(.ioError, "could not write \"\(path)\": \(error)") }
  }
}
