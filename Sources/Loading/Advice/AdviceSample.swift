import Formats
import ObjectStore
import SQLTypes

/// The first bytes of a file, kept in memory: other ways to read them are tried without asking the store again.
final class AdviceSample {
  /// What the bytes are under some compression and encoding.
  struct Text {
    let buffer: InputBuffer
    /// The file ends where the text does.
    let isWhole: Bool
    let mismatch: EncodingMismatch?
  }

  private struct Form: Hashable {
    var compression: Compression
    var encoding: TextEncoding
  }

  /// What records depend on.
  private struct Mapping: Equatable {
    var options: CopyOptions
    var names: [String]
  }

  private static let (storedSize, textSize) = (128 << 10, 512 << 10)

  let stored: [UInt8]
  private let isWhole: Bool
  private var texts: [Form: Text?] = [:]
  /// The last that were asked for.
  private var records: (mapping: Mapping, found: SampleRecords)?

  /// Errors: 58030; those of S3.
  init(_ object: StoredObject) throws(SQLError) {
    let reader = try object.open()
    let buffer = InputBuffer(capacity: Self.storedSize)
    buffer.count = try reader.read(
      into: UnsafeMutableRawBufferPointer(rebasing: buffer.free[..<Self.storedSize]), at: 0)
    try reader.checkUnchanged()
    stored = Array(buffer.bytes)
    isWhole = stored.count >= object.size
  }

  /// nil where the bytes are not so compressed.
  func text(_ options: CopyOptions) -> Text? {
    let form = Form(compression: options.compression, encoding: options.encoding)
    if let known = texts[form] { return known }
    let text = try? read(form)
    texts[form] = text
    return text
  }

  /// Those that COPY finds with a setting, whatever the types of its columns are; `find` finds them where they are not
  /// known.
  func records(_ setting: CopySetting, _ find: () -> SampleRecords) -> SampleRecords {
    let mapping = Mapping(options: setting.options, names: setting.target.loaded.map(\.definition.name))
    if let records, records.mapping == mapping { return records.found }
    let found = find()
    records = (mapping, found)
    return found
  }

  func forgetRecords() { records = nil }

  private func read(_ form: Form) throws(SQLError) -> Text {
    var stream: any ByteStream = MemoryStream(bytes: stored)
    if form.compression != .none { stream = try CompressedReader(stream, form.compression, name: "the sample") }
    var mismatch: EncodingMismatch?
    if form.encoding != .utf8 {
      let transcoder = try Transcoder(stream, form.encoding)
      mismatch = transcoder.mismatch
      stream = transcoder
    }
    let buffer = InputBuffer(capacity: Self.textSize)
    var isAtEnd = false
    do throws(SQLError) { isAtEnd = try !stream.fill(buffer) } catch {
      // Half a compressed file ends in an error.
      if buffer.count == 0 { throw error }
    }
    if form.encoding == .utf8 { mismatch = TextEncoding.utf8.mismatch(buffer.bytes) }
    return Text(buffer: buffer, isWhole: isWhole && isAtEnd, mismatch: mismatch)
  }
}

/// Bytes in memory as a stream.
private struct MemoryStream: ByteStream {
  let bytes: [UInt8]
  private var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func read(into memory: UnsafeMutableRawBufferPointer) throws(SQLError) -> Int {
    let count = min(memory.count, bytes.count - position)
    memory.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }
}
