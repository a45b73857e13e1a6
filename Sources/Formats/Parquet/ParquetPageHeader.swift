/// What stands before each page of a column chunk.
struct ParquetPageHeader {
  enum Kind: Int { case data, index, dictionary, dataV2 }

  var kind = Kind.index
  /// Bytes of the page behind the header, and of what they decompress to.
  var size = 0
  var plainSize = 0
  /// Values and NULLs.
  var valueCount = 0
  var encoding = 0
  var definitionEncoding = 3
  var repetitionEncoding = 3
  /// Of a page of version 2: bytes of the levels, which are not compressed; of these first the repetition's.
  var repetitionSize = 0
  var definitionSize = 0
  var isCompressed = true

  /// Bytes of a page, and values in one, that are believed.
  static let (sizeLimit, valueLimit) = (1 << 30, 1 << 26)

  init(_ reader: inout ThriftReader) throws(ParquetFault) {
    var (last, hasKind) = (0, false)
    while let field = try reader.field(after: &last) {
      switch field.id {
      case 1:
        let code = try reader.integer(field)
        guard let kind = Kind(rawValue: code) else { throw ParquetFault("there is no page type \(code)") }
        (self.kind, hasKind) = (kind, true)
      case 2: plainSize = try reader.integer(field)
      case 3: size = try reader.integer(field)
      case 5, 7, 8:
        try reader.enter(field)
        try readDetails(&reader, isVersion2: field.id == 8)
      default: try reader.skip(field)
      }
    }
    guard hasKind else { throw ParquetFault("a page without a type") }
    guard size >= 0, (0...Self.sizeLimit).contains(plainSize), (0...Self.valueLimit).contains(valueCount) else {
      throw ParquetFault("a page of \(valueCount) values in \(plainSize) bytes is too large")
    }
  }

  private mutating func readDetails(_ reader: inout ThriftReader, isVersion2: Bool) throws(ParquetFault) {
    var last = 0
    while let field = try reader.field(after: &last) {
      switch (field.id, isVersion2) {
      case (1, _): valueCount = try reader.integer(field)
      case (2, false), (4, true): encoding = try reader.integer(field)
      case (3, false) where field.kind == .int32: definitionEncoding = try reader.integer(field)
      case (4, false): repetitionEncoding = try reader.integer(field)
      case (5, true): definitionSize = try reader.integer(field)
      case (6, true): repetitionSize = try reader.integer(field)
      case (7, true): isCompressed = try reader.bool(field)
      default: try reader.skip(field)
      }
    }
  }
}
