import SQLTypes
import Scheduling

/// A file being written from its start; closed when it goes away. Errors: 58030 with the path and the reason.
package final class OutputFile: ObjectSink {
  /// Bytes written before the device is told to begin: large enough for long writes, small enough to leave little for the
  /// end.
  private static let stretch = 8 << 20

  package let path: String
  private var file: Int32
  /// Where `finish` waits for the device; nil: here.
  private let waits: BackgroundWaits?
  /// Bytes written.
  package private(set) var size = 0
  /// Bytes that are on their way to the device.
  private var sent = 0

  /// Makes the file, which must not be there yet. Messages name it `shownAs` where that says more to the user.
  /// With `waits`, `finish` returns at once and leaves the waiting, and errors of the device, to those.
  package init(path: String, shownAs shown: String? = nil, waits: BackgroundWaits? = nil) throws(SQLError) {
    self.path = shown ?? path
    self.waits = waits
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
    guard size - sent >= Self.stretch else { return }
    SystemCalls.startWriteBack(file, sent..<size)
    sent = size
  }

  package func write(_ text: String) throws(SQLError) { try write(Array(text.utf8)) }

  package func write(_ bytes: [UInt8]) throws(SQLError) {
    let answer = bytes.withUnsafeBytes { buffer in
      Result { () throws(SQLError) in try write(buffer) }
    }
    try answer.get()
  }

  /// Sends what was written to the device and closes the file.
  package func finish() throws(SQLError) {
    guard file >= 0 else { return }
    let (open, path) = (file, path)
    guard let waits else {
      try Self.synchronise(open, path)
      SystemCalls.closeFile(open)
      file = -1
      return
    }
    file = -1
    waits.add {
      defer { SystemCalls.closeFile(open) }
      try Self.synchronise(open, path)
    }
  }

  private static func synchronise(_ file: Int32, _ path: String) throws(SQLError) {
    do { try SystemCalls.synchronise(file) } catch { throw error.report("write", path) }
  }
}
