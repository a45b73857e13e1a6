/// Reads the column chunk of one value column, some values at a time.
///
/// ```
/// dictionary page  "paid" "free"
/// data page        levels 1 1 0 1     codes 0 1 0         →  rows  paid free NULL paid
/// data page        levels 1 1         texts "guest" …        (a writer goes on plainly where values prove to be many)
/// ```
/// Values and levels are given as they stand: what they mean is the caller's to know. One worker's.
package final class ParquetColumnReader {
  /// Values of a run, at most.
  package static let capacity = 2048

  /// Some values of one page.
  package struct Run {
    /// Values and NULLs: levels.
    package let count: Int
    /// Those that are there.
    package let valueCount: Int
    /// They are codes of the dictionary.
    package let isCoded: Bool

    /// The values alone, for whoever keeps the levels elsewhere.
    package var dense: Run { Run(count: valueCount, valueCount: valueCount, isCoded: isCoded) }
  }

  package let type: ParquetPhysicalType
  private let path: String
  private let definitionLevel: Int
  private let repetitionLevel: Int
  private let chunk: ParquetFooter.Chunk
  private let codec: ParquetCodec
  private let decompressor: any PageDecompressor
  private let stored: InputBuffer
  private let page = InputBuffer(capacity: 1)
  private let dictionaryPage = InputBuffer(capacity: 1)
  /// Of the next page in the chunk, and of the present one in the file.
  private var next = 0
  private var pageOffset: Int
  private var started = 0
  /// Of the present page.
  private var left = 0
  private var definitions = LevelDecoder.none
  private var repetitions = LevelDecoder.none
  private var pageValues: PageValues?

  /// The last run's: values densely, without the NULLs between them; codes where it is coded; levels, one each.
  package let values: ParquetValueBuffer
  package let codes: UnsafeMutablePointer<UInt32>
  package let definitionLevels: UnsafeMutablePointer<UInt8>
  package let repetitionLevels: UnsafeMutablePointer<UInt8>
  /// The values that codes stand for, and how many; set with the first run that is coded.
  package private(set) var dictionary: ParquetValueBuffer?
  package private(set) var dictionaryCount = 0

  /// `bytes`: those of the chunk's range. `path`: what faults call the column. Errors: 0A000 of codecs.
  package init(
    _ bytes: InputBuffer, _ chunk: ParquetFooter.Chunk, _ field: ParquetField, path: String,
    _ decompressor: any PageDecompressor
  ) throws(ParquetFault) {
    guard case .leaf(let type, _) = field.content else {
      throw ParquetFault("a group has no values").located(path, page: nil)
    }
    guard let codec = ParquetCodec(rawValue: chunk.codec) else {
      throw .unsupported("Parquet's codec \(chunk.codec)").located(path, page: nil)
    }
    (stored, self.chunk, self.type, self.path, self.codec) = (bytes, chunk, type, path, codec)
    (definitionLevel, repetitionLevel) = (field.definitionLevel, field.repetitionLevel)
    self.decompressor = decompressor
    pageOffset = chunk.range.lowerBound
    values = ParquetValueBuffer(type.family, capacity: Self.capacity)
    codes = .allocate(capacity: Self.capacity + 1)
    codes.initialize(repeating: 0, count: Self.capacity + 1)
    definitionLevels = .allocate(capacity: Self.capacity)
    definitionLevels.initialize(repeating: 0, count: Self.capacity)
    repetitionLevels = .allocate(capacity: Self.capacity)
    repetitionLevels.initialize(repeating: 0, count: Self.capacity)
  }

  deinit {
    codes.deallocate()
    definitionLevels.deallocate()
    repetitionLevels.deallocate()
  }

  /// The next values, `limit` at most; nil at the chunk's end. Errors: whatever is damaged, with column and page.
  package func read(_ limit: Int) throws(ParquetFault) -> Run? {
    do {
      while left == 0 { if try !startPage() { return nil } }
      return try readRun(min(limit, Self.capacity, left))
    } catch {
      throw error.located(path, page: pageOffset)
    }
  }

  private func readRun(_ count: Int) throws(ParquetFault) -> Run {
    if repetitionLevel > 0 {
      _ = try repetitions.read(count, greatest: repetitionLevel, into: repetitionLevels)
    }
    let present = try definitions.read(count, greatest: definitionLevel, into: definitionLevels)
    left -= count
    guard case .codes(var decoder)? = pageValues else {
      try pageValues?.read(present, into: values, type)
      return Run(count: count, valueCount: present, isCoded: false)
    }
    try decoder.read(present, into: codes)
    pageValues = .codes(decoder)
    try checkCodes(present)
    return Run(count: count, valueCount: present, isCoded: true)
  }

  private func checkCodes(_ count: Int) throws(ParquetFault) {
    var most: UInt32 = 0
    for index in 0..<count { most = max(most, codes[index]) }
    guard count == 0 || Int(most) < dictionaryCount else {
      throw ParquetFault("a code \(most) of a dictionary of \(dictionaryCount) values")
    }
  }

  // MARK: Pages

  /// Reads on to the next page of values. False at the end.
  private func startPage() throws(ParquetFault) -> Bool {
    while started < chunk.valueCount {
      pageOffset = chunk.range.lowerBound + next
      guard next < stored.count else {
        throw ParquetFault("the column ends after \(started) of \(chunk.valueCount) values")
      }
      var reader = ThriftReader(UnsafeRawBufferPointer(rebasing: stored.bytes[next...]))
      let header = try ParquetPageHeader(&reader)
      guard header.size <= stored.count - next - reader.offset else {
        throw ParquetFault("a page of \(header.size) bytes does not fit into its column")
      }
      let body = UnsafeRawBufferPointer(rebasing: stored.bytes[(next + reader.offset)...].prefix(header.size))
      next += reader.offset + header.size
      if try start(header, body) { return true }
    }
    return false
  }

  /// False for a page without values.
  private func start(_ header: ParquetPageHeader, _ body: UnsafeRawBufferPointer) throws(ParquetFault) -> Bool {
    switch header.kind {
    case .index: return false
    case .dictionary:
      try readDictionary(header, body)
      return false
    case .data, .dataV2: break
    }
    guard header.valueCount > 0 else { return false }
    started += header.valueCount
    guard started <= chunk.valueCount else {
      throw ParquetFault("its pages have more than the \(chunk.valueCount) values of the column")
    }
    header.kind == .data ? try startData(header, body) : try startDataV2(header, body)
    left = header.valueCount
    return true
  }

  private func startData(_ header: ParquetPageHeader, _ body: UnsafeRawBufferPointer) throws(ParquetFault) {
    var cursor = ParquetCursor(try plain(body, header.plainSize, in: page))
    let count = header.valueCount
    repetitions = try LevelDecoder(
      &cursor, encoding: header.repetitionEncoding, greatest: repetitionLevel, count: count)
    definitions = try LevelDecoder(
      &cursor, encoding: header.definitionEncoding, greatest: definitionLevel, count: count)
    pageValues = try PageValues(cursor.rest, encoding: header.encoding, type, limit: count)
  }

  private func startDataV2(_ header: ParquetPageHeader, _ body: UnsafeRawBufferPointer) throws(ParquetFault) {
    var cursor = ParquetCursor(body)
    repetitions = try LevelDecoder(try cursor.take(header.repetitionSize), greatest: repetitionLevel)
    definitions = try LevelDecoder(try cursor.take(header.definitionSize), greatest: definitionLevel)
    let size = header.plainSize - header.repetitionSize - header.definitionSize
    let bytes = header.isCompressed ? try plain(cursor.rest, size, in: page) : cursor.rest
    pageValues = try PageValues(bytes, encoding: header.encoding, type, limit: header.valueCount)
  }

  private func readDictionary(_ header: ParquetPageHeader, _ body: UnsafeRawBufferPointer) throws(ParquetFault) {
    guard dictionary == nil else { throw ParquetFault("a second dictionary") }
    guard [ParquetEncoding.plain.rawValue, ParquetEncoding.plainDictionary.rawValue].contains(header.encoding) else {
      throw .unsupported("a Parquet dictionary of encoding \(header.encoding)")
    }
    let bytes = try plain(body, header.plainSize, in: dictionaryPage)
    // A text takes four bytes at least, for its length.
    guard type != .boolean, header.valueCount <= bytes.count / (type.width ?? 4) else {
      throw ParquetFault("a dictionary of \(header.valueCount) values in \(bytes.count) bytes")
    }
    let values = ParquetValueBuffer(type.family, capacity: header.valueCount)
    var decoder = PlainDecoder(bytes, type)
    try decoder.read(header.valueCount, into: values)
    (dictionary, dictionaryCount) = (values, header.valueCount)
  }

  // MARK: Codecs

  /// A page's bytes, which stay where they are until the next page, those of a dictionary for good.
  private func plain(
    _ body: UnsafeRawBufferPointer, _ size: Int, in buffer: InputBuffer
  ) throws(ParquetFault) -> UnsafeRawBufferPointer {
    guard codec != .uncompressed else {
      guard body.count == size else { throw ParquetFault("\(body.count) bytes are stored where \(size) belong") }
      return body
    }
    guard size >= 0, size <= Self.largest(codec, body.count) else {
      throw ParquetFault("\(body.count) bytes cannot hold \(size) by \(codec.name)")
    }
    guard size > 0 else { return UnsafeRawBufferPointer(rebasing: body[..<0]) }
    buffer.count = 0
    buffer.reserve(size)
    let room = UnsafeMutableRawBufferPointer(rebasing: buffer.free[..<size])
    switch codec {
    case .snappy: try SnappyDecoder.decode(body, into: room)
    case .lz4Raw: try LZ4Decoder.decode(body, into: room)
    default: try decompressor.decompress(codec, body, into: room)
    }
    buffer.count = size
    return buffer.bytes
  }

  /// What so many bytes can decompress to: a size above it is a lie.
  private static func largest(_ codec: ParquetCodec, _ count: Int) -> Int {
    switch codec {
    case .snappy: count * 64 + 64
    case .lz4Raw: count * 256 + 64
    case .gzip: count * 1040 + 64
    default: ParquetPageHeader.sizeLimit
    }
  }
}
