import ObjectStore
import SQLTypes
import Scheduling

/// The bytes of one file in order: from some offset on, or as its decompressor or its transcoder yields them.
struct UnitSource {
  private enum Bytes {
    case stored(ObjectReader)
    case streamed(any ByteStream)
  }

  private let bytes: Bytes
  private let reader: ObjectReader
  /// The file is in another encoding than ENCODING says: it has no bytes then.
  let mismatch: EncodingMismatch?
  /// In the file, or in what its stream yields.
  private(set) var position: Int
  private(set) var isAtEnd: Bool
  /// No byte behind it is read unless asked for: a chunk's end.
  private var bound: Int

  /// Errors: 58030 for a file that cannot be read, XX000 for one that is not compressed.
  init(_ object: StoredObject, _ options: CopyOptions) throws(SQLError) { try self.init(object.open(), options) }

  /// `ahead`: as `Compression.stream` takes it. Errors: the same.
  init(
    _ reader: ObjectReader, _ options: CopyOptions, from start: Int = 0, bound: Int = .max, ahead: Cancellation? = nil
  ) throws(SQLError) {
    position = start
    self.bound = bound
    self.reader = reader
    guard options.readsWholeFiles else {
      bytes = .stored(reader)
      isAtEnd = start >= reader.size
      mismatch = nil
      return
    }
    isAtEnd = false
    // What a decompressor makes of another file would be a wrong reason.
    try reader.checkUnchanged()
    let plain = try options.compression.stream(of: reader, ahead: ahead)
    if options.encoding == .utf8 {
      bytes = .streamed(plain)
      mismatch = nil
    } else {
      let transcoder = try Transcoder(plain, options.encoding)
      bytes = .streamed(transcoder)
      mismatch = transcoder.mismatch
    }
  }

  /// Errors: 58030 where the file has changed since it was listed, so that what was read is no version of it.
  func checkUnchanged() throws(SQLError) { try reader.checkUnchanged() }

  /// Allows `more` bytes behind the last bound.
  mutating func extend(by more: Int) { bound = max(bound, position) &+ more }

  /// Reads into free memory up to the bound. It may read less; nothing only at the bound or the end.
  mutating func read(into memory: UnsafeMutableRawBufferPointer) throws(SQLError) -> Int {
    switch bytes {
    case .stored(let reader):
      let wanted = min(memory.count, min(bound, reader.size) - position)
      guard wanted > 0 else { return 0 }
      let count = try reader.read(into: UnsafeMutableRawBufferPointer(rebasing: memory[..<wanted]), at: position)
      position += count
      isAtEnd = position >= reader.size || count < wanted
      return count
    case .streamed(var stream):
      // A decompressor, like a transcoder, is an object: what it remembers is not in the copy.
      let count = try stream.read(into: memory)
      position += count
      isAtEnd = count == 0 && !memory.isEmpty
      return count
    }
  }
}
