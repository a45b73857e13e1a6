import SQLTypes
import System

/// An open object: bytes from any offset, for any number of threads.
package final class ObjectReader: Sendable {
  private enum Bytes: Sendable {
    case file(Int32, SystemCalls.Version)
    case remote(RemoteReader)
  }

  private let bytes: Bytes
  package let name: String
  /// Bytes, as the listing found it.
  package let size: Int

  /// Takes over the open `file`, which was listed as `version`.
  init(file: Int32, _ version: SystemCalls.Version, name: String) {
    bytes = .file(file, version)
    self.name = name
    size = version.size
  }

  init(_ reader: RemoteReader) {
    bytes = .remote(reader)
    name = reader.name
    size = reader.size
  }

  deinit {
    if case .file(let file, _) = bytes { SystemCalls.closeFile(file) }
  }

  /// Fills `memory` with the bytes from `offset` on; fewer only at the object's end. Errors: 58030; those of S3.
  package func read(into memory: UnsafeMutableRawBufferPointer, at offset: Int) throws(SQLError) -> Int {
    switch bytes {
    case .file(let file, _): try read(file, into: memory, at: offset)
    case .remote(let reader): try reader.read(into: memory, at: offset)
    }
  }

  /// What was read belongs to one version of the object, the one that was listed: a network object's every answer says
  /// so, a file is asked. Errors: 58030 for a file that was replaced, cut or written to.
  package func checkUnchanged() throws(SQLError) {
    guard case .file(let file, let version) = bytes else { return }
    do throws(SystemError) {
      if try SystemCalls.status(ofOpen: file).version == version { return }
    } catch { throw error.report("read", name) }
    throw SQLError(
      .ioError, "could not read \"\(name)\": it changed while it was read",
      hint: "Files must stay as they are until the statement has ended.")
  }

  private func read(
    _ file: Int32, into memory: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(SQLError) -> Int {
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
