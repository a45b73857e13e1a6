import Catalogs
import Loading
import SQLTypes
import TestSupport
import Testing

/// Damaged files crash nothing, and however they are cut the same is found in them.
@Suite struct DamagedFileTests {
  private static let table = TableDefinition(
    ("a", .integer), ("b", .varchar(12)), ("c", .double), ("d", .decimal(precision: 10, scale: 2)), ("e", .timestamp),
    ("f", .boolean), ("g", .char(4)), ("h", .super))

  private static let formats: [(clauses: String, line: String)] = [
    (
      "JSON 'auto'",
      #"{"a":12,"b":"x\u00e9\"y","c":1.5e3,"d":"12.345","e":"2018-11-01 20:57:10.796","f":true,"#
        + #""g":"ab","h":{"k":[1,null]}}"#
    ),
    ("CSV", #"12,"x ""y"" é",1.5e3,12.345,2018-11-01 20:57:10.796,t,ab,"{""k"":[1,null]}""#),
    ("", "12|x y|1.5e3|12.345|2018-11-01 20:57:10.796|t|ab|{\"k\":[1]}|"),
    ("ESCAPE FILLRECORD", "12|x\\|y|1.5e3|12.345|2018-11-01 20:57:10.796|t|ab|[1]"),
  ]

  private func damage(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: bytes[place] = UInt8.random(in: 0 ... .max, using: &random)
      case 2: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...20, using: &random)))
      case 3: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 30)], at: place)
      default: bytes.removeLast(Int.random(in: 0...min(bytes.count, 40), using: &random))
      }
    }
  }

  @Test(arguments: formats.indices, 0..<10)
  func damagedFilesAreTheSameHoweverCut(_ format: Int, _ round: Int) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let harness = CopyHarness()
    let statement = "COPY t FROM 's3://b/f' \(Self.formats[format].clauses) IGNOREALLERRORS"
    for _ in 0..<10 {
      var bytes = Array(String(repeating: Self.formats[format].line + "\n", count: 8).utf8)
      damage(&bytes, &random)
      harness.put("f", bytes)
      harness.sizes = LoadSizes()
      harness.threads = 1
      let whole = try harness.copy(statement, Self.table)
      harness.shrink(chunk: 70, window: 90)
      harness.threads = 2
      let cut = try harness.copy(statement, Self.table)
      #expect(whole.rows == cut.rows && Array(whole.errors) == Array(cut.errors), "seed \(seed)")
    }
  }

  @Test(arguments: formats.indices)
  func noiseCrashesNothing(_ format: Int) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let harness = CopyHarness()
    for _ in 0..<100 {
      let bytes = (0..<Int.random(in: 0...400, using: &random)).map { _ in
        Bool.random(using: &random)
          ? UInt8.random(in: 0 ... .max, using: &random) : "{}[]\",:|\n\\0e-. ".utf8.randomElement(using: &random) ?? 0
      }
      harness.put("f", bytes)
      _ = try harness.copy("COPY t FROM 's3://b/f' \(Self.formats[format].clauses) IGNOREALLERRORS", Self.table)
    }
  }
}
