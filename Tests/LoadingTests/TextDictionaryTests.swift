import Catalogs
import Columnar
import Loading
import SQLTypes
import Testing

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
}
