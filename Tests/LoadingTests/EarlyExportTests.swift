import Catalogs
import Columnar
import Foundation
import Loading
import SQLTypes
import Scheduling
import TestSupport
import Testing

/// An export begun early writes, to the byte, the folder that one begun at the end does, whatever became of the tables.
@Suite struct EarlyExportTests {
  /// A table under that name; other numbers make other rows.
  private static func entry(_ id: Int, _ name: String, rows: Int, _ random: inout SeededGenerator) -> TableEntry {
    var definition = TableDefinition(("n", .integer), ("s", .varchar(40)))
    definition.name.name = name
    var entry = TableEntry(id: id, definition: definition)
    entry.version = TableVersion(rows: [batch(rows, &random)])
    return entry
  }

  private static func batch(_ rows: Int, _ random: inout SeededGenerator) -> Batch {
    let numbers = (0..<rows).map { _ in Value.int(Int64(random.below(1000))) }
    let texts = (0..<rows).map { _ in random.flag() ? Value.string("word \(random.below(50))") : .null }
    return Batch([Column(.integer, values: numbers), Column(.varchar(40), values: texts)], count: rows)
  }

  private func files(_ path: String) -> [String: Data] {
    var files: [String: Data] = [:]
    for name in FileManager.default.subpaths(atPath: path) ?? [] {
      files[name] = FileManager.default.contents(atPath: path + "/" + name) ?? Data()
    }
    return files
  }

  private func writer(_ threads: Int, parts: Int? = 3) throws -> LoadFolderWriter {
    var options = ExportOptions()
    options.parts = parts
    return try LoadFolderWriter(options: options, pool: WorkerPool(threads: threads))
  }

  /// What statements between the beginning and the end may do to a table.
  private static func change(_ tables: inout [TableEntry], _ random: inout SeededGenerator) {
    let place = random.below(tables.count)
    switch random.below(4) {
    case 0:
      tables[place].version = tables[place].version.appending([batch(20, &random)])
      tables[place].revision += 1
    case 1:
      tables[place].definition.name.name += "_renamed"
      tables[place].revision += 1
    case 2 where tables.count > 1: tables.remove(at: place)
    default:
      // Dropped and made again.
      tables.append(entry(1000 + random.below(1 << 30), tables[place].definition.name.name, rows: 30, &random))
      tables.remove(at: place)
    }
  }

  @Test(arguments: [1, 2, 3]) func writesWhatOneAtTheEndWrites(_ threads: Int) throws {
    var random = SeededGenerator()
    for round in 0..<40 {
      let folder = try TemporaryFolder()
      var tables = (0..<4).map { Self.entry($0, "t\($0)", rows: random.below(400), &random) }
      let early = EarlyExport(try writer(threads), to: folder.path + "/early", leastRows: random.below(200))
      for _ in 0..<random.below(3) {
        early.begin(tables.filter { _ in random.flag() })
        if random.flag() { Self.change(&tables, &random) }
      }
      let exported = try early.finish(tables)
      let late = try writer(1).write(tables.map(ExportTable.init), to: folder.path + "/late")
      #expect(exported == late, "seed \(random.seed), round \(round)")
      #expect(files(folder.path + "/early") == files(folder.path + "/late"), "seed \(random.seed), round \(round)")
    }
  }

  @Test func abandonedItLeavesNothing() throws {
    var random = SeededGenerator()
    let folder = try TemporaryFolder()
    do {
      let early = EarlyExport(try writer(2), to: folder.path + "/out", leastRows: 0)
      early.begin([Self.entry(1, "t", rows: 100_000, &random)])
    }
    #expect(folder.names == [])
  }

  @Test func failuresOfTheBackgroundComeAtTheEnd() throws {
    var random = SeededGenerator()
    let folder = try TemporaryFolder()
    let early = EarlyExport(try writer(2), to: folder.path + "/out", leastRows: 0)
    // Two tables of one name cannot be: their files meet.
    let tables = [1, 2].map { Self.entry($0, "t", rows: 10, &random) }
    early.begin(tables)
    let error = #expect(throws: SQLError.self) { try early.finish(tables) }
    #expect(error?.state == .ioError)
  }

  @Test func cancelledItLeavesNothing() throws {
    var random = SeededGenerator()
    let folder = try TemporaryFolder()
    let token = Cancellation()
    let pool = WorkerPool(threads: 2).cancellable(by: token)
    let table = Self.entry(1, "t", rows: 50_000, &random)
    do {
      let early = EarlyExport(
        try LoadFolderWriter(options: ExportOptions(), pool: pool), to: folder.path + "/out", leastRows: 0)
      early.begin([table])
      token.cancel()
      #expect(throws: Scheduling.CancellationError.self) { try early.finish([table]) }
    }
    #expect(folder.names == [])
  }
}
