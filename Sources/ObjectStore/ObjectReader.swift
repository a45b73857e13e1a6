import SQLTypes

/// An open object: bytes from any place of it, for any number of threads.
package final class ObjectReader: Sendable {
  private let file: Int32
  package let name: String
  /// Bytes, as the listing found it.
  package let size: Int

  /// Takes over the open `file`.
  init(file: Int32, name: String, size: Int) {
    self.file = file
    self.name = name
    self.size = size
  }

  deinit { SystemCalls.closeFile(file) }

  /// Fills `memory` with the bytes from `offset` on; fewer only at the object's end. Errors: 58030.
  package func read(into memory: UnsafeMutableRawBufferPointer, at offset: Int) throws(SQLError) -> Int {
    var done = 0
    do {
      while done < memory.count {
        let rest = UnsafeMutableRawBufferPointer(rebasing: memory[done...])
        let count = try SystemCalls.readFile(file, into: rest, at: offset + done)
        if count == 0 { break }
        done += count
      }
    } catch { throw error.report("read", name) }
    return done
  }

  /// The object from `offset` on as a stream.
  package func stream(from offset: Int = 0) -> ObjectStream { ObjectStream(reader: self, position: offset) }
}

/// The bytes of an object one after the other.
package struct ObjectStream: ByteStream {
  let reader: ObjectReader
  package private(set) var position: Int

  package mutating func read(into memory: UnsafeMutableRawBufferPointer) throws(SQLError) -> Int {
    let count = try reader.read(into: memory, at: position)
    position += count
    return count
  }
}
