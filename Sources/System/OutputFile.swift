/// A file being written from its start through the system's cache; closed when it goes away.
package final class OutputFile {
  /// Bytes written before the device is told to begin: large enough for long writes, small enough to leave little for
  /// the end.
  private static let stretch = 8 << 20

  package let path: String
  private var file: CreatedFile?
  /// Bytes written.
  package private(set) var size = 0
  /// Bytes that are on their way to the device.
  private var sent = 0

  /// Makes the file, which must not be there yet. Messages name it `shownAs` where that says more to the user.
  /// Throws `FileError`.
  package init(path: String, shownAs shown: String? = nil) throws(FileError) {
    self.path = shown ?? path
    file = try CreatedFile(FilePath(path), shownAs: self.path)
  }

  /// Writes behind what is there. Throws `FileError`.
  package func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    try file?.write(bytes, at: size)
    size += bytes.count
    guard size - sent >= Self.stretch else { return }
    file?.startWriteBack(sent..<size)
    sent = size
  }

  /// Sends what was written to the device and closes the file. Throws `FileError`.
  package func close() throws(FileError) {
    try file?.synchronise()
    file = nil
  }
}
