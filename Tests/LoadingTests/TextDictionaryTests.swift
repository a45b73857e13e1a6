import Catalogs
import Columnar
import Formats
import SQLTypes
import TestSupport
import Testing

@testable import Loading

/// Columns of few and of many values, with and without escapes, over many units and workers.
@Suite struct TextDictionaryTests {
  private static let rows = 30_000
  private static let table = TableDefinition(
    ("few", .varchar(40)), ("many", .varchar(40)), ("later", .varchar(40)), ("some", .char(40)), ("mixed", .varchar(9)))

  /// What row `row` holds, by column.
  private func text(_ column: Int, _ row: Int) -> String? {
    switch column {
    case 0: row % 7 == 0 ? nil : "a \"value\" of many letters \(row % 7)"
    case 1: "no two are the same \(row)"
    case 2: row < 6000 ? "w\(row % 10)" : "many values from here \(row)"
    case 3: row % 3 == 0 ? "" : "of few letters \(row % 2000)"
    default: "\(row % 100)\(row % 2 == 0 ? "\\" : "")"
    }
  }

  private var file: String {
    let names = Self.table.columns.map(\.name)
    return (0..<Self.rows).map { row in
      let members = names.enumerated().map { column, name in
        // A number and a string of the same digits are one text here.
        if column == 4 && row % 2 == 1 { return "\"\(name)\":\(row % 100)" }
        guard let text = text(column, row) else { return "\"\(name)\":null" }
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(name)\":\"\(escaped)\""
      }
      return "{\(members.joined(separator: ","))}"
    }.joined(separator: "\n")
  }

  @Test(arguments: [1, 3]) func valuesAreTheSameHoweverTheyAreKept(_ threads: Int) throws {
    let harness = CopyHarness()
    harness.threads = threads
    harness.shrink(chunk: 700_000, window: 1 << 16)
    harness.put("one/file", file)
    let result = try harness.copy("COPY t FROM 's3://b/one/' JSON 'auto'", Self.table)
    let wanted = (0..<Self.rows).map { row in
      (0..<5).map { column in text(column, row).map { Value.string($0) } ?? .null }
    }
    #expect(result.rows == wanted)
    let isDictionary = (0..<5).map { column in
      result.batches.contains { batch in
        guard case .strings(let strings) = batch.columns[column].storage else { return false }
        return strings.codes != nil
      }
    }
    #expect(isDictionary[0] && !isDictionary[1] && isDictionary[4])
  }

  /// A batch of fields looked up at once against a dictionary of Swift's, which knows them by form and bytes.
  @Test func batchesAreFoundAsFieldsAre() {
    var random = SeededGenerator()
    for round in 0..<20 {
      let pool = texts(random.pick([3, 60, 2000]), &random)
      var dictionary = TextDictionary()
      var known: [[UInt8]: UInt32] = [:]
      for _ in 0..<10 {
        let texts = (0..<random.int(1...RecordBatch.capacity)).map { _ in
          (random.pick(pool), random.pick([FieldSlice.Kind.string, .number]))
        }
        let isSame = check(texts, &dictionary, &known)
        #expect(isSame, "round \(round), seed \(random.seed)")
      }
    }
  }

  /// Texts of which many are like another but for a byte, or its length; sometimes all begin alike, so that neighbours
  /// in the table do.
  private func texts(_ count: Int, _ random: inout SeededGenerator) -> [[UInt8]] {
    var texts: [[UInt8]] = []
    let beginning = Array("all of them alike".utf8.prefix(random.pick([0, 8, 16])))
    for _ in 0..<count {
      var text = beginning + random.bytes(upTo: random.pick([3, 8, 17, 40, 150]), of: Array("ab\0".utf8))
      if !texts.isEmpty, random.flag() { text = random.pick(texts) }
      switch random.below(3) {
      case 0 where !text.isEmpty: text[random.below(text.count)] ^= 1
      case 1: text.append(random.pick(Array("ab\0".utf8)))
      default: break
      }
      texts.append(text)
    }
    return texts
  }

  /// Looks the fields up, and adds those that are missing.
  private func check(
    _ texts: [([UInt8], FieldSlice.Kind)], _ dictionary: inout TextDictionary, _ known: inout [[UInt8]: UInt32]
  ) -> Bool {
    let window = InputBuffer()
    let fields = texts.map { text, kind in
      defer { text.withUnsafeBytes { window.append($0) } }
      return FieldSlice(offset: window.bytes.count, length: text.count, kind: kind)
    }
    var codes = [UInt32](repeating: 0, count: fields.count)
    var missing = codes
    let count = fields.withUnsafeBufferPointer { fields in
      codes.withUnsafeMutableBufferPointer { codes in
        missing.withUnsafeMutableBufferPointer { missing in
          dictionary.find(fields, in: window.bytes, codes.baseAddress!, missing: missing.baseAddress!)
        }
      }
    }
    let keys = texts.map { text, kind in text + [kind == .string ? 0 : 1] }
    let wantedMissing = keys.indices.filter { known[keys[$0]] == nil }
    let isSame = missing[..<count].map(Int.init) == wantedMissing && codes == keys.map { known[$0] ?? 0 }
    for row in wantedMissing where known[keys[row]] == nil {
      let start = window.bytes.baseAddress! + fields[row].offset
      let key = TextDictionary.Key(fields[row], start)
      // Kept here or by the dictionary.
      let isShared = row % 2 == 0
      let copy = UnsafeMutableRawPointer.allocate(byteCount: max(1, fields[row].length), alignment: 1)
      copy.copyMemory(from: start, byteCount: fields[row].length)
      // Kept to the end of the process: a few thousand short texts.
      known[keys[row]] = dictionary.insert(StringView(copy, count: fields[row].length), key, sharesBytes: isShared)
    }
    return isSame
  }
}
