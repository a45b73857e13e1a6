import Catalogs
import Loading
import SQLTypes
import TestSupport
import Testing

/// Parquet files with damaged bytes crash nothing, do not keep COPY long, and give the same however they are cut.
@Suite struct DamagedParquetTests {
  private static let people = TableDefinition(
    ("id", .bigint), ("small", .smallint), ("whole", .integer), ("flag", .boolean), ("half", .real),
    ("double", .double), ("name", .varchar(40)), ("price", .decimal(precision: 9, scale: 2)),
    ("wide", .decimal(precision: 38, scale: 5)), ("day", .date), ("moment", .timestamp), ("zoned", .timestamptz),
    ("clock", .time), ("bytes", .varbyte(4)))

  private static let many = TableDefinition(
    ("id", .integer), ("kind", .varchar(10)), ("text", .varchar(30)), ("amount", .double))

  private static let files: [(path: String, table: TableDefinition)] = [
    ("people/all.parquet", people), ("encodings/people.parquet", people), ("codecs/gzip/people.parquet", people),
    ("codecs/lz4/people.parquet", people), ("codecs/none/people.parquet", people),
    ("versions/old/people.parquet", people), ("versions/new/people.parquet", people),
    ("many/part-0.parquet", many), ("many/part-1.parquet", many),
  ]

  private static func bytes(_ path: String) throws -> [UInt8] {
    try Repository.bytes("Fixtures/s3/bucket/parquet/\(path)")
  }

  /// Half of the damage is done to the footer, which says where all else is.
  private static func damage(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    let footer = bytes.suffix(8).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) } + 8
    for _ in 0..<random.int(1...4) where bytes.count > footer {
      let place = random.flag() ? bytes.count - 1 - random.below(footer) : random.below(bytes.count)
      switch random.below(6) {
      case 0, 1: bytes[place] ^= 1 << UInt8(random.below(8))
      case 2: bytes[place] = UInt8(random.below(256))
      case 3: bytes[place] = random.pick([0, 1, 0x7f, 0x80, 0xff])
      case 4: bytes.removeSubrange(place..<min(bytes.count, place + random.int(1...20)))
      default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 30)], at: place)
      }
    }
  }

  private enum Outcome: Equatable {
    case rows([[Value]])
    case error(SQLError)
  }

  private static func outcome(_ harness: CopyHarness, _ table: TableDefinition) throws -> Outcome {
    do {
      return .rows(try harness.copy("COPY t FROM 's3://b/f' PARQUET", table).rows)
    } catch let error as SQLError {
      return .error(error)
    } catch let failure as CopyFailure {
      return .error(failure.error)
    }
  }

  @Test(arguments: files.indices)
  func damagedFilesCrashNothing(_ file: Int) throws {
    var random = SeededGenerator("damagedFilesCrashNothing \(Self.files[file].path)")
    let (harness, whole) = (CopyHarness(), try Self.bytes(Self.files[file].path))
    var (refused, slowest) = (0, Duration.zero)
    for _ in 0..<LongRun.count(60, long: 5000) {
      var bytes = whole
      Self.damage(&bytes, &random)
      harness.put("f", bytes)
      slowest = max(
        slowest,
        try ContinuousClock().measure {
          if case .error = try Self.outcome(harness, Self.files[file].table) { refused += 1 }
        })
    }
    #expect(refused > 0, "seed \(random.seed)")
    #expect(slowest < .seconds(20), "seed \(random.seed)")
  }

  /// Every prefix of a file is refused: its footer is gone.
  @Test func cutFilesAreRefused() throws {
    let (harness, whole) = (CopyHarness(), try Self.bytes("people/all.parquet"))
    for count in stride(from: 1, to: whole.count, by: 61) {
      harness.put("f", Array(whole[..<count]))
      guard case .error = try Self.outcome(harness, Self.people) else {
        Issue.record("\(count) bytes were loaded")
        continue
      }
    }
  }

  /// Batches of any size, and pieces of any, hold the same rows.
  @Test(arguments: files.indices)
  func theSizesOfPiecesChangeNothing(_ file: Int) throws {
    var random = SeededGenerator("theSizesOfPiecesChangeNothing")
    let harness = CopyHarness()
    harness.put("f", try Self.bytes(Self.files[file].path))
    let whole = try Self.outcome(harness, Self.files[file].table)
    guard case .rows(let rows) = whole else { return #expect(Bool(false), "\(whole)") }
    #expect(!rows.isEmpty)
    for _ in 0..<5 {
      harness.threads = random.int(1...3)
      harness.sizes.largestBatch = random.pick([1, 2, 63, 64, 65, 1000, 2047, 2048, 2049])
      harness.sizes.smallestBatch = 1
      harness.sizes.group = random.pick([1, 1000, 1 << 20])
      #expect(try Self.outcome(harness, Self.files[file].table) == whole, "seed \(random.seed)")
    }
  }
}
