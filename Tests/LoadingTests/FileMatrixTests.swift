import Catalogs
import Loading
import ObjectStore
import SQLTypes
import TestSupport
import Testing

/// Every format in every compression: whole, cut, damaged, empty, binary, and with a field beyond all bounds.
@Suite struct FileMatrixTests {
  enum Format: String, CaseIterable {
    case json = "JSON 'auto'"
    case csv = "CSV"
    case delimited = "DELIMITER '|'"
    case fixed = "FIXEDWIDTH 'a:4,b:8,c:3'"

    func line(_ row: Int, _ word: String) -> String {
      let padded = word + String(repeating: " ", count: max(0, 8 - word.utf8.count))
      switch self {
      case .json: return "{\"a\": \(row), \"b\": \"\(word)\", \"c\": 1.5}\n"
      case .csv: return "\(row),\"\(word)\",1.5\n"
      case .delimited: return "\(row)|\(word)|1.5\n"
      case .fixed: return "\(row)".padding(to: 4) + padded + "1.5\n"
      }
    }
  }

  private static let table = TableDefinition(("a", .integer), ("b", .varchar(20)), ("c", .double))
  private static let compressions: [Compression] =
    [.none, .gzip, .bzip2, .zstd] + (LzopFile.isInstalled ? [.lzop] : [])

  /// What a COPY of these bytes in this compression loads, or that nothing was; whatever else it did fails the test.
  private func rows(_ bytes: [UInt8], _ format: Format, _ compression: Compression, packed: Bool = true) throws
    -> [[Value]]?
  {
    let harness = CopyHarness()
    try harness.put("f", bytes, packed ? compression : .none)
    let clause = compression == .none ? "" : compression.clause
    do {
      return try harness.copy("COPY t FROM 's3://b/f' \(format.rawValue) \(clause)", Self.table).rows
    } catch let failure as CopyFailure {
      #expect(failure.error.message.hasPrefix("Load into table 't' failed.") && failure.errors.count == 1)
    } catch let error as SQLError {
      #expect(error.message.hasPrefix("cannot decompress s3://b/f: it"), "\(error)")
    }
    return nil
  }

  private func text(_ format: Format, _ count: Int) -> [UInt8] {
    Array((0..<count).map { format.line($0, "w\($0)") }.joined().utf8)
  }

  private func expected(_ count: Int) -> [[Value]] {
    (0..<count).map { [.int(Int64($0)), .string("w\($0)"), .double(1.5)] }
  }

  @Test(arguments: Format.allCases, compressions)
  func wholeAndEmptyFilesLoad(_ format: Format, _ compression: Compression) throws {
    #expect(try rows(text(format, 500), format, compression) == expected(500))
    #expect(try rows([], format, compression) == [])
    #expect(try rows([], format, compression, packed: false) == [])
  }

  /// A packed file that is cut or changed anywhere loads nothing. Plain text cannot know: what of it stands on whole
  /// lines is loaded, or it is refused.
  @Test(arguments: Format.allCases, compressions)
  func cutAndDamagedFilesLoadNothing(_ format: Format, _ compression: Compression) throws {
    var random = SeededGenerator()
    let harness = CopyHarness()
    try harness.put("f", text(format, 300), compression)
    let stored = harness.bytes("f")
    for round in 0..<20 {
      var bytes = stored
      let place = random.int(1...stored.count - 2)
      if round % 2 == 0 { bytes.removeLast(stored.count - place) } else { bytes[place] ^= 1 << random.below(8) }
      let found = try rows(bytes, format, compression, packed: false)
      guard let found else { continue }
      if compression != .none {
        #expect(found == expected(300), "a changed byte that means nothing, seed \(random.seed)")
      } else if round % 2 == 0 {
        #expect(Array(found.dropLast()) == Array(expected(300).prefix(max(0, found.count - 1))), "seed \(random.seed)")
      } else {
        #expect(found.count >= 299, "seed \(random.seed)")
      }
    }
  }

  @Test(arguments: Format.allCases, compressions)
  func binaryFilesLoadNothing(_ format: Format, _ compression: Compression) throws {
    var random = SeededGenerator()
    for size in [1, 100, 100_000] {
      let noise = (0..<size).map { _ in UInt8(random.int(0x80...0xff)) }
      #expect(try rows(noise, format, compression) == nil, "seed \(random.seed)")
      #expect(try rows(noise, format, compression, packed: false) == nil, "seed \(random.seed)")
    }
  }

  /// One field of 5 MB over five chunks: an error, of JSON one every 4 MB, and nothing is loaded; the records behind it
  /// are found where errors are tolerated.
  @Test(arguments: Format.allCases, compressions)
  func hugeFieldsLoadNothing(_ format: Format, _ compression: Compression) throws {
    let huge = format.line(1, String(repeating: "a", count: 5 << 20)) + format.line(2, "b")
    let harness = CopyHarness()
    harness.sizes.chunk = 1 << 20
    try harness.put("f", Array(huge.utf8), compression)
    let clause = compression == .none ? "" : compression.clause
    #expect(throws: CopyFailure.self) {
      try harness.copy("COPY t FROM 's3://b/f' \(format.rawValue) \(clause)", Self.table)
    }
    let result = try harness.copy("COPY t FROM 's3://b/f' \(format.rawValue) \(clause) IGNOREALLERRORS", Self.table)
    #expect(result.rows == [[.int(2), .string("b"), .double(1.5)]])
    #expect(format == .json ? result.errors.count <= 3 : result.errors.count == 1, "\(result.errors.count)")
    #expect(result.errors.allSatisfy { $0.rawLine.utf8.count <= 1024 })
  }
}

extension String {
  fileprivate func padding(to count: Int) -> String { self + String(repeating: " ", count: max(0, count - utf8.count)) }
}
