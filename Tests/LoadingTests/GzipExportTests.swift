import Catalogs
import Columnar
import Formats
import Foundation
import Loading
import ObjectStore
import SQLTypes
import Scheduling
import TestSupport
import Testing

/// Load files whose pieces become gzip members, against the plain files of the same rows and the sink that makes one
/// stream of a file.
@Suite struct GzipExportTests {
  private static let names = [
    "ann", "Bob, the", "\"carol\"", "d\ne", "\\N", "", "a name of more letters than most have",
  ]

  /// Rows that are nearly alike, on which the quick level makes files a tenth larger, or words.
  private static func table(rows: Int, isAlike: Bool, _ random: inout SeededGenerator) -> ExportTable {
    var time: Int64 = 1_541_030_400_000_000
    let batches = [rows / 3, 0, rows - rows / 3].map { count in
      var words = StringBuilder(capacity: count)
      var times: [Int64] = []
      for _ in 0..<count {
        time += Int64(1 + random.below(6000)) * 1000
        times.append(time)
        let name = names[random.below(names.count)]
        words.append(isAlike ? "1 44 11 2018 4" : name + String(random.below(1 << 40), radix: 36))
      }
      let hours = times.map { $0 / 3_600_000_000 % 24 }
      return Batch(
        [Column(.timestamp, ints: times), Column(.bigint, ints: hours), Column(.varchar(80), strings: words.finish())],
        count: count)
    }
    let definition = TableDefinition(("t", .timestamp), ("hour", .bigint), ("word", .varchar(80)))
    return ExportTable(definition: definition, batches: batches)
  }

  private static func export(_ table: ExportTable, _ options: ExportOptions, threads: Int) throws -> [String: [UInt8]] {
    let harness = CopyHarness()
    let folder = "\(harness.root)/out"
    _ = try LoadFolderWriter(options: options, pool: WorkerPool(threads: threads)).write([table], to: folder)
    var files: [String: [UInt8]] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) where name.contains("/part-") {
      files[name] = Array(try #require(FileManager.default.contents(atPath: "\(folder)/\(name)")))
    }
    return files
  }

  private static func unpacked(_ bytes: [UInt8]) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    try folder.write("x.gz", bytes)
    var stream = try Compression.gzip.stream(of: LocalStore().list(Location(folder.path))[0])
    let buffer = InputBuffer()
    repeat { buffer.reserve(buffer.count + 1 << 16) } while try stream.fill(buffer)
    return Array(buffer.bytes)
  }

  /// By the sink that takes a file as it comes, of level 6 throughout.
  private static func sinkSize(_ plain: [UInt8]) throws -> Int {
    let target = ByteCounter()
    let sink = try Compression.gzip.sink(into: target)
    try sink.write(plain)
    try sink.finish()
    return target.count
  }

  @Test(arguments: [false, true], [0, 1, 2000, 60_000])
  func membersHoldTheTextOfPlainFiles(isAlike: Bool, rows: Int) throws {
    var random = SeededGenerator()
    let table = Self.table(rows: rows, isAlike: isAlike, &random)
    var options = ExportOptions()
    options.parts = 1 + random.below(3)
    options.hasHeader = rows > 0 && Bool.random(using: &random)
    let plain = try Self.export(table, options, threads: 2)
    options.compression = .gzip
    let packed = try Self.export(table, options, threads: 1)
    #expect(packed.count == plain.count && !plain.isEmpty)
    for (name, text) in plain {
      let member = try #require(packed[name + ".gz"])
      #expect(member.starts(with: [0x1f, 0x8b]), "\(name), \(rows) rows, seed \(random.seed)")
      #expect(try Self.unpacked(member) == text, "\(name), \(rows) rows, seed \(random.seed)")
      let limit = Double(try Self.sinkSize(text)) * 1.02 + 50
      #expect(Double(member.count) <= limit, "\(name), \(rows) rows, seed \(random.seed)")
    }
    for threads in [2, 5] {
      #expect(try Self.export(table, options, threads: threads) == packed, "\(threads) threads, seed \(random.seed)")
    }
  }
}

private final class ByteCounter: ByteSink {
  private(set) var count = 0
  func write(_ bytes: UnsafeRawBufferPointer) { count += bytes.count }
  func finish() {}
}
