import ObjectStore
import SQLTypes
import System

/// A file that only the user can read, in a folder that only the user can enter.
enum PrivateFile {
  static func text(of path: String) -> String? { try? LocalFolder.text(of: path) }

  /// Replaces the file. 58030 where that is not possible.
  static func write(_ text: String, to path: String, in folder: String) throws(SQLError) {
    do {
      let folderPath = FilePath(folder)
      try folderPath.makeFoldersAbove()
      try LocalFolder.make(folder)
      try folderPath.keepToOwner(isFolder: true)
      try AtomicFile.write(text, to: path)
      try FilePath(path).keepToOwner(isFolder: false)
    } catch let error as SQLError {
      throw error
    } catch { throw SQLError(.ioError, "could not write \"\(path)\": \(error)") }
  }
}
