import Catalogs
import Columnar
import Foundation
import Loading
import ObjectStore
import SQLSyntax
import SQLTypes
import Scheduling
import TestSupport
import Testing

/// Whatever SUPER value COPY takes is exported, loaded by the folder's own load.sql, and equal; from a seed that is
/// printed.
@Suite struct SuperRoundTripTests {
  /// JSON of any kind, some of it at fault: lone surrogates, bytes that are no UTF-8, long strings, many levels.
  private static func value(_ random: inout SeededGenerator) -> [UInt8] {
    switch random.below(12) {
    case 0: return Array("\"\\ud83d\"".utf8)
    case 1: return Array("[\"\\udc00x\"]".utf8)
    case 2: return [0x22, 0x61, UInt8(0x80 + random.below(0x80)), 0x22]
    case 3: return Array("\"\(String(repeating: "é", count: 32_766 + random.below(4)))\"".utf8)
    case 4: return nested(random.below(30) + 985)
    case 5: return nested(random.below(30) + 500)
    case 6: return Array("{\"\\u0000\":\"a\\u0000\",\"b\":\"\\u0000\"}".utf8)
    case 7: return Array("\"\\\\N\"".utf8)
    case 8: return Array("{\"k\":\"\(String(repeating: "\\u0041", count: 65_534 + random.below(3)))\"}".utf8)
    default: return Array(RandomTree(&random).loose.utf8)
    }
  }

  private static func nested(_ depth: Int) -> [UInt8] {
    Array(repeating: UInt8(ascii: "["), count: depth) + Array(repeating: UInt8(ascii: "]"), count: depth)
  }

  @Test(arguments: ["JSON 'auto'", "CSV", "JSON 'noshred'", ""])
  func whatIsTakenComesBack(_ format: String) throws {
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let harness = CopyHarness()
    var file: [UInt8] = []
    for _ in 0..<120 {
      let value = Self.value(&random)
      switch format {
      case "JSON 'auto'": file += Array("{\"s\":".utf8) + value + Array("}\n".utf8)
      case "JSON 'noshred'": file += Array("{\"s\":".utf8) + value + Array("}\n".utf8)
      case "CSV": file += [0x22] + value.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] } + [0x22, 0x0a]
      default: file += value.filter { $0 != 0x0a && $0 != UInt8(ascii: "|") } + [0x0a]
      }
    }
    harness.put("one/file", file)
    let table = TableDefinition(("s", .super))
    let loaded = try harness.copy("COPY t FROM 's3://b/one/' \(format) IGNOREALLERRORS", table)
    #expect(loaded.loadedRows > 30 && !loaded.errors.isEmpty)
    let writer = try LoadFolderWriter(options: ExportOptions(), pool: WorkerPool(threads: 2))
    _ = try writer.write([ExportTable(definition: table, batches: loaded.batches)], to: harness.root + "/out")
    let script = try String(contentsOfFile: harness.root + "/out/load.sql", encoding: .utf8)
    for statement in ScriptSplitter.split(script) {
      guard case .copy(let copy) = try SQLParser.parseStatement(statement.text) else { continue }
      var request = try CopyRequest(copy, into: table, tableID: 1, queryID: 1, startTime: 0) { _ in .null }
      request.folder = harness.root + "/out"
      let back = try CopyLoader(store: ObjectStorage(), pool: WorkerPool(threads: 1)).load(request)
      #expect(back.rows == loaded.rows, "seed \(seed)")
    }
  }
}
