import System

/// The folder of the file that was opened last, kept open: the next file in it is found without walking its path again,
/// which for a file of one record takes as long as reading it.
package final class OpenFolder {
  private let folder: StoredFolder
  private let descriptor: Int32

  private init(_ folder: StoredFolder) throws(SystemError) {
    self.folder = folder
    descriptor = try folder.path.withPath(SystemCalls.openToRead)
  }

  deinit { SystemCalls.closeFile(descriptor) }

  /// Opens a file of `folder`, which takes the place of the folder in `last`. Errors: the system's.
  static func open(_ entry: [UInt8], of folder: StoredFolder, _ last: inout OpenFolder?) throws(SystemError) -> Int32 {
    if let last, last.folder === folder { return try last.open(entry) }
    let opened = try OpenFolder(folder)
    last = opened
    return try opened.open(entry)
  }

  private func open(_ entry: [UInt8]) throws(SystemError) -> Int32 {
    try FilePath(name: entry).withPath { path throws(SystemError) in
      try SystemCalls.openToRead(path, in: descriptor)
    }
  }
}
