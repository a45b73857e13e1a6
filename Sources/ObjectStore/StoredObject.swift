import Formats
import SQLTypes
import System

/// An object that a listing found: its names, its size, and the way to its bytes.
package struct StoredObject: Sendable {
  private enum Source: Sendable {
    /// The last part of the name, as bytes, in a folder.
    case file(StoredFolder, entry: [UInt8], SystemCalls.Version)
    case remote(S3Object)
  }

  private let source: Source
  /// Bytes, as the listing found it.
  package let size: Int

  init(folder: StoredFolder, entry: [UInt8], version: SystemCalls.Version) {
    source = .file(folder, entry: entry, version)
    size = version.size
  }

  init(_ object: S3Object, size: Int) {
    source = .remote(object)
    self.size = size
  }

  /// As load errors show it: `s3://bucket/key`, or the path.
  package var name: String {
    switch source {
    case .file(let folder, let entry, _): String(decoding: folder.name(of: entry), as: UTF8.self)
    case .remote(let object): object.name
    }
  }

  /// Whether its name comes later in byte order.
  func comes(behind other: [UInt8]) -> Bool {
    switch source {
    case .file(let folder, let entry, _): other.lexicographicallyPrecedes(folder.name(of: entry))
    case .remote(let object): other.lexicographicallyPrecedes(object.name.utf8)
    }
  }

  /// The last part of the name.
  package var entryBytes: [UInt8] {
    switch source {
    case .file(_, let entry, _): entry
    case .remote(let object): Array(object.key.utf8.reversed().prefix { $0 != 0x2f }.reversed())
    }
  }

  /// nil for an object of the network.
  var fileVersion: SystemCalls.Version? {
    if case .file(_, _, let version) = source { version } else { nil }
  }

  /// nil for a file of this machine.
  var remote: S3Object? {
    if case .remote(let object) = source { object } else { nil }
  }

  /// Opens it by way of the folder of the object before. Errors: those of `open`.
  package func open(_ last: inout OpenFolder?) throws(SQLError) -> ObjectReader {
    guard case .file(let folder, let entry, let version) = source else { return try open() }
    do {
      return ObjectReader(file: try OpenFolder.open(entry, of: folder, &last), version, name: name)
    } catch { throw error.report("read", name) }
  }

  /// Whoever has read it asks `checkUnchanged` whether that was the file that was listed: once, and then it is sure.
  /// Errors: 58030 with the name and the reason.
  package func open() throws(SQLError) -> ObjectReader {
    switch source {
    case .file(let folder, let entry, let version):
      do {
        let file = try folder.path.appending(entry).withPath(SystemCalls.openToRead)
        return ObjectReader(file: file, version, name: name)
      } catch { throw error.report("read", name) }
    case .remote(let object): return ObjectReader(RemoteReader(object, size: size))
    }
  }

  /// All bytes of a small object. Errors: those of `readWhole`.
  package func wholeBytes() throws(SQLError) -> [UInt8] {
    let buffer = InputBuffer(capacity: 1 << 12)
    try readWhole(into: buffer)
    return Array(buffer.bytes)
  }

  /// Replaces what is in `buffer` by all bytes of the object. Errors: 58030 with the name and the reason; those of S3.
  package func readWhole(into buffer: InputBuffer) throws(SQLError) {
    buffer.count = 0
    switch source {
    case .file(let folder, let entry, _): try readFile(folder.path.appending(entry), into: buffer)
    case .remote(let object):
      buffer.reserve(size)
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer.free.prefix(size))
      buffer.count = try RemoteReader(object, size: size).read(into: room, at: 0)
    }
  }

  /// One `open`, one `read`, one `close` where the file still has its size.
  private func readFile(_ path: FilePath, into buffer: InputBuffer) throws(SQLError) {
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
  /// Whether its files are named as keys are (`KeySteps`).
  private let isBucket: Bool

  init(path: FilePath, name: [UInt8], isBucket: Bool = false) {
    self.path = path
    self.name = name
    self.isBucket = isBucket
  }

  /// Of an object in it, whose file has that name.
  func name(of entry: [UInt8]) -> [UInt8] { name + (isBucket ? KeySteps.ofFile(entry) : entry) }
}
