/// What a Parquet file says of itself at its end.
///
/// ```
/// PAR1 | column chunk | column chunk | … | footer | its length (4 bytes) | PAR1
/// ```
/// Nothing in it is believed: offsets and counts are compared with the file and with each other before any is used.
package struct ParquetFooter: Sendable {
  /// Where the values of one column of one row group lie.
  package struct Chunk: Sendable {
    package let codec: Int
    /// Values and NULLs.
    package let valueCount: Int
    /// Of its pages in the file.
    package let range: Range<Int>
  }

  package struct RowGroup: Sendable {
    package let rowCount: Int
    package let chunks: [Chunk]

    /// Bytes of all its chunks.
    package var size: Int { chunks.reduce(0) { $0 + $1.range.count } }
  }

  /// Bytes at both ends of a file.
  package static let magic: [UInt8] = Array("PAR1".utf8)
  /// Bytes behind the footer: its length and the mark.
  package static let trailerSize = 8
  /// Rows of a group that are believed.
  private static let rowLimit = 1 << 31
  /// Bytes that the description of a row group, or of a column chunk, takes at least.
  private static let leastSize = 8

  package var schema: ParquetSchema
  package let rowGroups: [RowGroup]

  /// The footer's bytes, from the last `trailerSize` of a file of `fileSize` bytes. Errors: a length that cannot be.
  package static func size(_ trailer: UnsafeRawBufferPointer, fileSize: Int) throws(ParquetFault) -> Int {
    var cursor = ParquetCursor(trailer)
    let size = Int(try cursor.number32())
    guard size > 0, size <= fileSize - trailerSize - magic.count else {
      throw ParquetFault(
        "a footer of \(size) bytes does not fit into a file of \(fileSize)", at: fileSize - trailerSize)
    }
    return size
  }

  /// `bytes`: the footer's, which begin at `start` of the file. Errors: whatever in it does not fit together.
  package init(_ bytes: UnsafeRawBufferPointer, at start: Int) throws(ParquetFault) {
    var reader = ThriftReader(bytes)
    do {
      self = try ParquetFooter(&reader, end: start)
    } catch {
      throw error.offset == nil ? ParquetFault("its footer: \(error.reason)", at: start + reader.offset) : error
    }
  }

  private init(_ reader: inout ThriftReader, end: Int) throws(ParquetFault) {
    var (last, isEncrypted) = (0, false)
    var elements: [ParquetSchemaElement] = []
    var groups: [RawGroup] = []
    while let field = try reader.field(after: &last) {
      switch field.id {
      case 2:
        elements = try reader.structures(field, limit: ParquetSchema.columnLimit) { r throws(ParquetFault) in
          try ParquetSchemaElement(&r)
        }
      case 4:
        groups = try reader.structures(field, limit: reader.room(for: Self.leastSize)) { r throws(ParquetFault) in
          try RawGroup(&r)
        }
      default:
        isEncrypted = isEncrypted || field.id == 8
        try reader.skip(field)
      }
    }
    if isEncrypted { throw .unsupported("Parquet encryption") }
    schema = try ParquetSchema(elements)
    var checked: [RowGroup] = []
    for group in groups { checked.append(try group.checked(schema, end: end)) }
    rowGroups = checked
  }

  /// A row group as it is written down.
  private struct RawGroup {
    var rowCount = 0
    var chunks: [RawChunk] = []

    init(_ reader: inout ThriftReader) throws(ParquetFault) {
      var last = 0
      while let field = try reader.field(after: &last) {
        switch field.id {
        case 1:
          let limit = min(ParquetSchema.columnLimit, reader.room(for: ParquetFooter.leastSize))
          chunks = try reader.structures(field, limit: limit) { r throws(ParquetFault) in try RawChunk(&r) }
        case 3: rowCount = try reader.integer(field)
        default: try reader.skip(field)
        }
      }
    }

    func checked(_ schema: ParquetSchema, end: Int) throws(ParquetFault) -> RowGroup {
      guard (0...ParquetFooter.rowLimit).contains(rowCount) else {
        throw ParquetFault("a row group of \(rowCount) rows")
      }
      guard chunks.count == schema.columnCount else {
        throw ParquetFault("a row group has \(chunks.count) columns, the schema \(schema.columnCount)")
      }
      for field in schema.fields {
        guard case .leaf(_, let column) = field.content, field.repetition != .repeated else { continue }
        guard chunks[column].valueCount == rowCount else {
          throw ParquetFault(
            "column \"\(field.name)\" has \(chunks[column].valueCount) values for the \(rowCount) rows of its group")
        }
      }
      var checked: [Chunk] = []
      for chunk in chunks { checked.append(try chunk.checked(end: end)) }
      return RowGroup(rowCount: rowCount, chunks: checked)
    }
  }

  /// A column chunk as it is written down.
  private struct RawChunk {
    var isElsewhere = false
    var codec = 0
    var valueCount = 0
    var size = 0
    var dataOffset = 0
    var dictionaryOffset: Int?

    init(_ reader: inout ThriftReader) throws(ParquetFault) {
      var last = 0
      while let field = try reader.field(after: &last) {
        switch field.id {
        case 1: isElsewhere = try !reader.text(field).isEmpty
        case 3:
          try reader.enter(field)
          try readMetadata(&reader)
        case 8, 9: throw .unsupported("Parquet encryption")
        default: try reader.skip(field)
        }
      }
      if isElsewhere { throw .unsupported("a Parquet file whose columns lie in other files") }
    }

    private mutating func readMetadata(_ reader: inout ThriftReader) throws(ParquetFault) {
      var last = 0
      while let field = try reader.field(after: &last) {
        switch field.id {
        case 4: codec = try reader.integer(field)
        case 5: valueCount = try reader.integer(field)
        case 7: size = try reader.integer(field)
        case 9: dataOffset = try reader.integer(field)
        case 11: dictionaryOffset = try reader.integer(field)
        default: try reader.skip(field)
        }
      }
    }

    func checked(end: Int) throws(ParquetFault) -> Chunk {
      // Some writers give 0 where there is no dictionary, or no data.
      let start = [dataOffset, dictionaryOffset ?? 0].filter { $0 > 0 }.min() ?? ParquetFooter.magic.count
      let (stop, overflow) = start.addingReportingOverflow(size)
      guard (0...ParquetFooter.rowLimit).contains(valueCount) else {
        throw ParquetFault("a column chunk of \(valueCount) values")
      }
      guard size >= 0, start >= ParquetFooter.magic.count, !overflow, stop <= end else {
        throw ParquetFault("a column chunk of \(size) bytes at \(start) does not lie before the footer")
      }
      return Chunk(codec: codec, valueCount: valueCount, range: start..<stop)
    }
  }
}
