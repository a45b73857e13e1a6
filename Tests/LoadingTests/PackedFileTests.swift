import Catalogs
import Loading
import ObjectStore
import SQLTypes
import TestSupport
import Testing

/// Files in every compression and encoding: the same rows and errors as plain UTF-8, and nothing at all of damaged
/// ones.
@Suite struct PackedFileTests {
  private static let table = TableDefinition(("a", .integer), ("b", .varchar(20)), ("c", .double))
  private static let compressions: [Compression] =
    [.none, .gzip, .bzip2, .zstd] + (LzopFile.isInstalled ? [.lzop] : [])
  private static let formats = [
    "JSON 'auto'", "CSV", "CSV IGNOREHEADER 2", "DELIMITER '|'", "ESCAPE IGNOREBLANKLINES", "REMOVEQUOTES FILLRECORD",
  ]

  /// Lines of a format, some of them refused, with characters of `alphabet`.
  private static func lines(_ format: String, _ alphabet: [String], _ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0...60, using: &random)).map { _ in
      let word = (0..<Int.random(in: 0...8, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "" }
        .joined()
      let number = Bool.random(using: &random) ? "1\(Int.random(in: 0...999, using: &random))" : "x\(word)"
      let end = Bool.random(using: &random) ? "\n" : "\r\n"
      if format.hasPrefix("JSON") { return "{\"a\": \"\(number)\", \"b\": \"\(word)\",\n \"c\": 1.5}\(end)" }
      if format.hasPrefix("CSV") { return "\(number),\"\(word)\n\"\"\",2.5\(end)" }
      if format.hasPrefix("ESCAPE") { return "\(number)|\(word)\\|\\\n|2.5|\(end)" }
      return "\(number)|\(word)|\(end == "\n" ? "2.5" : "y")\(end)"
    }.joined()
  }

  private static func encode(_ text: String, _ encoding: TextEncoding, isMarked: Bool, isBig: Bool) -> [UInt8] {
    let isBig = encoding == .utf16 ? isBig : encoding == .utf16be
    switch encoding {
    case .utf8: return (isMarked ? [0xef, 0xbb, 0xbf] : []) + Array(text.utf8)
    case .iso88591: return text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    case .utf16, .utf16le, .utf16be:
      let mark: [UInt16] = isMarked || encoding == .utf16 && !text.isEmpty ? [0xfeff] : []
      return (mark + text.utf16).flatMap { unit -> [UInt8] in
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xff))
        return isBig ? [high, low] : [low, high]
      }
    }
  }

  private static func clauses(_ compression: Compression, _ encoding: TextEncoding = .utf8) -> String {
    (compression == .none ? "" : compression.clause) + " ENCODING \(encoding.keyword)"
  }

  /// Advice is about the bytes as they are stored.
  private static func bare(_ errors: LoadErrors) -> [LoadError] {
    errors.map { error in
      var bare = error
      bare.advice = nil
      return bare
    }
  }

  @Test(arguments: formats, TextEncoding.allCases)
  func everyEncodingAndCompressionLoadsTheSame(_ format: String, _ encoding: TextEncoding) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let latin = ["a", "Z", "é", "ÿ", "ß", " ", "\u{a0}"]
    let alphabet = encoding == .iso88591 ? latin : latin + ["日本", "😀", "\u{ffee}", "→"]
    let harness = CopyHarness()
    for compression in Self.compressions {
      let text = Self.lines(format, alphabet, &random)
      harness.put("f", text)
      harness.sizes = LoadSizes()
      let wanted = try harness.copy("COPY t FROM 's3://b/f' \(format) IGNOREALLERRORS", Self.table)
      let bytes = Self.encode(
        text, encoding, isMarked: Bool.random(using: &random), isBig: Bool.random(using: &random))
      try harness.put("f", bytes, compression)
      harness.shrink(chunk: 70, window: 90)
      let found = try harness.copy(
        "COPY t FROM 's3://b/f' \(format) IGNOREALLERRORS \(Self.clauses(compression, encoding))", Self.table)
      #expect(
        wanted.rows == found.rows && Self.bare(wanted.errors) == Self.bare(found.errors), "seed \(seed), \(compression)"
      )
    }
  }

  /// The checksums of all of them see to it that no damage passes: all is loaded, or nothing with an error that says
  /// why. Of lzop's the CRC-32: its usual Adler-32 is the same for 351 and 513, which one wrong offset can turn into
  /// each other.
  @Test(arguments: compressions.dropFirst(), 0..<5)
  func damagedFilesLoadAllOrNothing(_ compression: Compression, _ round: Int) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let harness = CopyHarness()
    let text = (0..<400).map { "\($0)|row \($0 * 7919 % 1000)|1.5\n" }.joined()
    if compression == .lzop {
      var file = LzopFile()
      file.flags = 0x1100
      harness.put("f", file.packed(Array(text.utf8)))
    } else {
      try harness.put("f", Array(text.utf8), compression)
    }
    let packed = harness.bytes("f")
    let statement = "COPY t FROM 's3://b/f' IGNOREALLERRORS \(compression.clause)"
    let whole = try harness.copy(statement, Self.table).rows
    #expect(whole.count == 400)
    for _ in 0..<40 {
      var bytes = packed
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...20, using: &random)))
      case 2: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 30)], at: place)
      default: bytes.removeLast(bytes.count - place)
      }
      harness.put("f", bytes)
      switch Result(catching: { try harness.copy(statement, Self.table).rows }) {
      case .success(let rows): #expect(rows == whole || bytes.isEmpty && rows.isEmpty, "seed \(seed)")
      case .failure(let error):
        #expect((error as? SQLError)?.state == .internalError, "seed \(seed)")
        #expect(
          (error as? SQLError)?.message.hasPrefix("cannot decompress s3://b/f: it") == true, "seed \(seed): \(error)")
      }
    }
  }

  @Test(arguments: compressions, TextEncoding.allCases)
  func noiseCrashesNothing(_ compression: Compression, _ encoding: TextEncoding) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let harness = CopyHarness()
    for format in Self.formats {
      for _ in 0..<5 {
        let noise = (0..<Int.random(in: 0...400, using: &random)).map { _ in
          Bool.random(using: &random)
            ? UInt8.random(in: 0 ... .max, using: &random)
            : "{}[]\",:|\n\\0\0\0".utf8.randomElement(using: &random) ?? 0
        }
        try harness.put("f", (encoding == .utf16 ? [0xff, 0xfe] : []) + noise, compression)
        let clauses = Self.clauses(compression, encoding)
        _ = try harness.copy("COPY t FROM 's3://b/f' \(format) IGNOREALLERRORS \(clauses)", Self.table)
      }
    }
  }

  /// A record beyond 4 MB is an error in every compression, and the next record is found.
  @Test(arguments: compressions, ["CSV", "DELIMITER ','", "JSON 'auto'"])
  func hugeFieldsAreRefused(_ compression: Compression, _ format: String) throws {
    let harness = CopyHarness()
    let word = String(repeating: "a", count: 5 << 20)
    let isJSON = format.hasPrefix("JSON")
    let text = isJSON ? "{\"a\": 1, \"b\": \"\(word)\"}\n{\"a\": 2}\n" : "1,\(word),1\n2,b,1\n"
    try harness.put("f", Array(text.utf8), compression)
    let clauses = compression == .none ? "" : compression.clause
    let result = try harness.copy("COPY t FROM 's3://b/f' \(format) MAXERROR 2 \(clauses)", Self.table)
    #expect(result.rows.map { $0[0] } == [.int(2)])
    #expect(result.errors.map(\.lineNumber) == [1])
    #expect(result.errors.map(\.rawLine.utf8.count) == [1024])
  }

  @Test(arguments: compressions, TextEncoding.allCases)
  func emptyFilesHoldNothing(_ compression: Compression, _ encoding: TextEncoding) throws {
    let harness = CopyHarness()
    try harness.put("d/1", [], compression)
    harness.put("d/2", [])
    try harness.put("d/3", encoding == .utf16be ? [0xfe, 0xff] : encoding == .utf16 ? [0xff, 0xfe] : [], compression)
    let result = try harness.copy("COPY t FROM 's3://b/d/' \(Self.clauses(compression, encoding))", Self.table)
    #expect(result.rows.isEmpty && result.errors.isEmpty)
  }

  /// A file in another encoding is one error wherever it stands among others, and however it is cut.
  @Test(arguments: [1, 3], [70, 1 << 20])
  func filesInAnotherEncodingAreSkipped(threads: Int, chunk: Int) throws {
    let harness = CopyHarness()
    let text = (0..<50).map { "\($0),row,1.5\n" }.joined()
    harness.put("d/1", text)
    harness.put("d/2", Self.encode(text, .utf16, isMarked: true, isBig: false))
    harness.put("d/3", "\u{feff}" + text)
    harness.put("d/4", Self.encode(text, .utf16, isMarked: true, isBig: true))
    harness.shrink(chunk: chunk, window: 90)
    harness.threads = threads
    let result = try harness.copy("COPY t FROM 's3://b/d/' CSV MAXERROR 3", Self.table)
    #expect(result.rows.count == 100)
    #expect(result.errors.map(\.code) == [1221, 1221])
    #expect(result.errors.map(\.fileName) == ["s3://b/d/2", "s3://b/d/4"])
    #expect(result.commits.map(\.linesScanned) == [50, 0, 50, 0])
    #expect(result.commits.map(\.errors) == [0, 1, 0, 1])
    #expect(throws: CopyFailure.self) { try harness.copy("COPY t FROM 's3://b/d/' CSV MAXERROR 2", Self.table) }
  }
}
