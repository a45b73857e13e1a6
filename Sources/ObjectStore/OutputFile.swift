import SQLTypes

/// A file being written from its start; closed when it goes away. Errors: 58030 with the path and the reason.
package final class OutputFile: ByteSink {
  package let path: String
  private var file: Int32
  /// Bytes written.
  package private(set) var size = 0

  /// Makes the file, which must not be there yet. Messages name it `shownAs` where that says more to the user.
  package init(path: String, shownAs shown: String? = nil) throws(SQLError) {
    self.path = shown ?? path
    do { file = try FilePath(path).withPath(SystemCalls.create) } catch { throw error.report("write", self.path) }
  }

  deinit { if file >= 0 { SystemCalls.closeFile(file) } }

  package func write(_ bytes: UnsafeRawBufferPointer) throws(SQLError) {
    var done = 0
    do {
      while done < bytes.count {
        done += try SystemCalls.writeFile(file, UnsafeRawBufferPointer(rebasing: bytes[done...]))
      }
    } catch { throw error.report("write", path) }
    size += done
  }

  package func write(_ text: String) throws(SQLError) { try write(Array(text.utf8)) }

  package func write(_ bytes: [UInt8]) throws(SQLError) {
    let answer = bytes.withUnsafeBytes { buffer in
      Result { () throws(SQLError) in try write(buffer) }
    }
    try answer.get()
  }

  private func synchronise() throws(SQLError) {
    do { try SystemCalls.synchronise(file) } catch { throw error.report("write", path) }
  }

  /// Sends what was written to the device and closes the file.
  package func finish() throws(SQLError) {
    guard file >= 0 else { return }
    try synchronise()
    SystemCalls.closeFile(file)
    file = -1
  }
}
