import Formats
import SQLTypes

/// An object that a listing found: its names, its size, and the way to its bytes.
package struct StoredObject: Sendable {
  let folder: StoredFolder
  /// The last part of the name, as bytes.
  let entry: [UInt8]
  /// Bytes, as the listing found it.
  package let size: Int

  /// As load errors show it: `s3://bucket/key`, or the path.
  package var name: String { String(decoding: folder.name + entry, as: UTF8.self) }

  /// The last part of the name.
  package var entryBytes: [UInt8] { entry }

  private var path: FilePath { folder.path.appending(entry) }

  /// Errors: 58030 with the name and the reason.
  package func open() throws(SQLError) -> ObjectReader {
    do {
      return ObjectReader(file: try path.withPath(SystemCalls.openToRead), name: name, size: size)
    } catch { throw error.report("read", name) }
  }

  /// Replaces what is in `buffer` by all bytes of the object.
  ///
  /// One `open`, one `read`, one `close` where the object still has its size.
  package func readWhole(into buffer: InputBuffer) throws(SQLError) {
    buffer.count = 0
    do {
      let file = try path.withPath(SystemCalls.openToRead)
      defer { SystemCalls.closeFile(file) }
      while true {
        // One byte more than expected: a read that does not fill it has met the end.
        buffer.reserve(max(size, buffer.count) + 1)
        let room = buffer.free
        let count = try SystemCalls.readFile(file, into: room, at: buffer.count)
        buffer.count += count
        if count == 0 || (count < room.count && buffer.count >= size) { return }
      }
    } catch { throw error.report("read", name) }
  }
}

/// A folder that objects lie in: how the system names it, and how the objects' names start.
final class StoredFolder: Sendable {
  let path: FilePath
  /// `s3://bucket/a/`, or `path/`: with the slash, or empty.
  let name: [UInt8]

  init(path: FilePath, name: [UInt8]) {
    self.path = path
    self.name = name
  }
}
