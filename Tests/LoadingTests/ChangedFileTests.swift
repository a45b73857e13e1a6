import Catalogs
import Foundation
import ObjectStore
import SQLSyntax
import SQLTypes
import Scheduling
import TestSupport
import Testing

@testable import Loading

/// A file that changes between its listing and the end of the COPY: one version of it is loaded, or none.
@Suite struct ChangedFileTests {
  private static let change: [String] = ["replaced", "cut", "grown", "written"]

  private func object(_ harness: CopyHarness) throws -> StoredObject {
    try #require(try ObjectStorage(s3Root: harness.root).object(at: Location("s3://b/d/file")))
  }

  private func apply(_ change: String, _ path: String) throws {
    switch change {
    case "replaced":
      try Data("1\n".utf8).write(to: URL(fileURLWithPath: path + ".new"))
      try FileManager.default.removeItem(atPath: path)
      try FileManager.default.moveItem(atPath: path + ".new", toPath: path)
    case "cut", "grown", "written":
      let file = try #require(FileHandle(forUpdatingAtPath: path))
      defer { try? file.close() }
      if change == "cut" { try file.truncate(atOffset: 10) }
      if change == "grown" { try file.seekToEnd() }
      if change != "cut" { try file.write(contentsOf: Data("9\n".utf8)) }
    default: break
    }
  }

  @Test(arguments: change) func aChangedFileIsNotRead(_ change: String) throws {
    let harness = CopyHarness()
    harness.put("d/file", (0..<1000).map { "\($0)\n" }.joined())
    let object = try object(harness)
    let reader = try object.open()
    try reader.checkUnchanged()
    // The system counts time in ticks.
    usleep(30_000)
    try apply(change, harness.root + "/b/d/file")
    let opening = #expect(throws: SQLError.self) { try object.open().checkUnchanged() }
    #expect(opening?.state == .ioError && opening?.message.hasSuffix("it changed while it was read") == true)
    // The open file is still the one that was listed where another has its name.
    if change == "replaced" {
      try reader.checkUnchanged()
    } else {
      #expect(throws: SQLError.self) { try reader.checkUnchanged() }
    }
  }

  /// Bytes that are no Parquet file, and no longer the file that was listed: the second is what is told.
  @Test func aChangedParquetFileIsNotCalledDamaged() throws {
    let harness = CopyHarness()
    harness.put("d/file", try Repository.bytes("Fixtures/s3/bucket/parquet/people/all.parquet"))
    let object = try object(harness)
    #expect(try !ParquetFile(object).footer.rowGroups.isEmpty)
    usleep(30_000)
    let file = try #require(FileHandle(forUpdatingAtPath: harness.root + "/b/d/file"))
    defer { try? file.close() }
    try file.seek(toOffset: UInt64(object.size - 4))
    try file.write(contentsOf: Data("1234".utf8))
    let error = #expect(throws: SQLError.self) { try ParquetFile(object) }
    #expect(error?.state == .ioError && error?.message.hasSuffix("it changed while it was read") == true)
  }

  /// While a COPY reads in tiny units, the file is replaced over and over: what is loaded is whole.
  @Test func whatIsLoadedIsWhole() throws {
    let harness = CopyHarness()
    let path = harness.root + "/b/d/file"
    let texts = [20_000, 3000].map { count in (0..<count).map { _ in "\(count)\n" }.joined() }
    harness.put("d/file", texts[0])
    harness.shrink(chunk: 1 << 12, window: 1 << 11)
    harness.threads = 2
    let stop = DispatchSemaphore(value: 0)
    let done = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      var number = 0
      while stop.wait(timeout: .now() + .milliseconds(2)) == .timedOut {
        number += 1
        try? Data(texts[number % 2].utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
      }
      done.signal()
    }
    var outcomes: Set<String> = []
    for _ in 0..<40 {
      do {
        let rows = try harness.copy("COPY t FROM 's3://b/d/file'", TableDefinition(("a", .integer))).rows
        let values = Set(rows)
        #expect(values.count <= 1 && (rows.isEmpty || values.first == [.int(Int64(rows.count))]), "\(rows.count) rows")
        outcomes.insert("loaded")
      } catch is SQLError { outcomes.insert("changed") } catch is CopyFailure { outcomes.insert("refused") }
    }
    stop.signal()
    done.wait()
    #expect(!outcomes.isEmpty)
  }
}
