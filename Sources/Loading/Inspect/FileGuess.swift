import Formats
import ObjectStore
import SQLTypes

/// What a file is, by its first bytes, as the clauses of the COPY that reads it.
struct FileGuess {
  private static let headSize = 256 << 10

  private(set) var compression = Compression.none
  private(set) var encoding = TextEncoding.utf8
  /// Bytes that are no characters in any encoding stand in it.
  private(set) var hasInvalidCharacters = false
  private(set) var isJSON = false
  /// Of text.
  private(set) var dialect = TextDialect()
  private(set) var layout = TextLayout()

  /// Errors: 22023 for a file that COPY's text formats cannot be, 0A000 for formats that are not supported.
  init(_ object: StoredObject) throws(SQLError) {
    let sample = try AdviceSample(object)
    if let found = Self.compression(sample.stored) { compression = found }
    var options = CopyOptions()
    options.compression = compression
    guard let plain = sample.text(options) else {
      throw SQLError(.invalidParameter, "\"\(object.name)\" starts like \(compression.rawValue) and is none")
    }
    encoding = Self.encoding(plain.buffer.bytes)
    options.encoding = encoding
    guard let text = sample.text(options) else { return }
    let head = text.buffer.bytes.prefix(Self.headSize)
    try Self.refuseBinary(Array(head.prefix(4096)), object.name)
    hasInvalidCharacters = encoding == .utf8 && Self.isInvalid(Array(head))
    let start = head.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    switch head[start...].first(where: { ![0x20, 0x09, 0x0a, 0x0d].contains($0) }) {
    case UInt8(ascii: "{")?, UInt8(ascii: "[")?: isJSON = true
    case nil: throw SQLError(.invalidParameter, "\"\(object.name)\" holds nothing but white space")
    default:
      let isWhole = text.isWhole && text.buffer.count <= Self.headSize
      (dialect, layout) = TextDialect.guess(Array(head[start...]), isWhole: isWhole)
    }
  }

  /// The clauses of the COPY that reads the file.
  var clauses: String {
    var words = isJSON ? ["JSON 'auto'"] : dialect.clauses + layout.clauses
    words += fileClauses
    return words.joined(separator: " ")
  }

  /// Those that say how characters and bytes are stored.
  var fileClauses: [String] {
    var words: [String] = []
    if encoding != .utf8 { words.append("ENCODING \(encoding.keyword)") }
    if hasInvalidCharacters { words.append("ACCEPTINVCHARS") }
    if compression != .none { words.append(compression.clause) }
    return words
  }

  private static func compression(_ head: [UInt8]) -> Compression? {
    let marks: [([UInt8], Compression)] = [
      ([0x1f, 0x8b], .gzip), (Array("BZh".utf8), .bzip2), ([0x28, 0xb5, 0x2f, 0xfd], .zstd),
      ([0x89, 0x4c, 0x5a, 0x4f], .lzop),
    ]
    return marks.first { head.starts(with: $0.0) }?.1
  }

  // MARK: Encodings

  /// By the mark; without one UTF-16 is told by its NULs, Latin-1 by letters that are no UTF-8.
  private static func encoding(_ head: UnsafeRawBufferPointer) -> TextEncoding {
    if head.starts(with: [0xff, 0xfe]) || head.starts(with: [0xfe, 0xff]) { return .utf16 }
    let start = head.prefix(4096)
    let evens = start.enumerated().count { $0.offset % 2 == 0 && $0.element == 0 }
    let odds = start.enumerated().count { $0.offset % 2 == 1 && $0.element == 0 }
    if odds * 10 > start.count * 3, evens == 0 { return .utf16le }
    if evens * 10 > start.count * 3, odds == 0 { return .utf16be }
    return isLatin(Array(head)) ? .iso88591 : .utf8
  }

  /// Bytes beyond ASCII, none of which is a part of UTF-8.
  private static func isLatin(_ head: [UInt8]) -> Bool { isInvalid(head) && !UTF8Check.hasCharacter(head) }

  /// Whether there is a byte that is no UTF-8, but for a character cut at the end.
  private static func isInvalid(_ head: [UInt8]) -> Bool {
    head.withUnsafeBytes { bytes in
      guard let fault = UTF8Check.firstFault(in: bytes) else { return false }
      return fault.offset + 4 <= bytes.count || fault.code != 2
    }
  }

  private static func refuseBinary(_ head: [UInt8], _ name: String) throws(SQLError) {
    for (mark, format) in [("PAR1", "Parquet"), ("ORC", "ORC"), ("Obj\u{1}", "Avro")]
    where head.starts(with: mark.utf8) {
      throw .notSupported("inspecting \(format), which \"\(name)\" is,")
    }
    let strange = head.count { $0 == 0 || ($0 < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b, 1].contains($0)) }
    guard strange * 20 <= head.count, !head.prefix(512).contains(0) else {
      throw SQLError(
        .invalidParameter, "\"\(name)\" is a binary file",
        hint: "COPY reads Parquet, JSON and text, plain or compressed by gzip, bzip2, zstd or lzop.")
    }
  }
}
