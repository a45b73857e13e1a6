import Catalogs
import Columnar
import Loading
import SQLTypes
import TestSupport
import Testing

/// Columns of so many texts that no dictionary is kept, of every length around those that have ways of their own; from a
/// seed that is printed.
@Suite struct ManyTextsTests {
  private static let limit = 52
  private static let count = 12_000

  private static let formats = [
    "JSON 'auto'", "CSV", "DELIMITER '|' NULL AS 'NULL'", "CSV QUOTE AS '%'", "JSON 'auto' EMPTYASNULL",
  ]

  @Test(arguments: formats)
  func `each text is the one in the file`(_ format: String) throws {
    var random = SeededGenerator()
    let isQuoted = format.hasPrefix("CSV QUOTE")
    let texts = (0..<Self.count).map { Self.text($0, &random, isOdd: format.hasPrefix("JSON")) }
    let lines = texts.enumerated().map { row, text in
      guard format.hasPrefix("JSON") else {
        let field = text.map { isQuoted ? "%\($0)%" : $0 } ?? (format.hasPrefix("CSV") ? "\\N" : "NULL")
        return format.hasPrefix("CSV") ? "\(row),\(field)" : "\(row)|\(field)"
      }
      return "{\"k\":\(row),\"a\":\(text.map { Self.json($0, row) } ?? "null")}"
    }
    let clauses = format == "CSV" || isQuoted ? format + " NULL AS '\\N'" : format
    let harness = CopyHarness()
    harness.shrink(chunk: 40_000, window: 1 << 14)
    let bytes = Array(lines.joined(separator: "\n").utf8)
    let found = try harness.outcomes(bytes, clauses, .varchar(Self.limit), count: texts.count)
    for (text, one) in zip(texts, found) {
      let wanted = Self.outcome(text, emptyAsNull: format.hasSuffix("EMPTYASNULL"))
      check(one == wanted, "\(text ?? "NULL") gave \(String(describing: one)), \(format), seed \(random.seed)")
    }
    let table = TableDefinition(("k", .integer), ("a", .varchar(Self.limit)))
    for batch in try harness.copy("COPY t FROM 's3://b/f' \(clauses) IGNOREALLERRORS", table).batches {
      guard case .strings(let strings) = batch.columns[1].storage else { continue }
      let endsInBlank = strings.values.contains(where: \.isBlankTerminated)
      #expect(strings.codes == nil && strings.mayEndInBlank == endsInBlank, "seed \(random.seed)")
    }
  }

  /// Some rows without a blank at any end, so that there is a batch of which none is said to have one.
  private static func text(_ row: Int, _ random: inout SeededGenerator, isOdd: Bool) -> String? {
    if row >= 1200, random.below(6) == 0 { return nil }
    let lengths = [0, 1, 4, 5, 11, 12, 13, 30, 47, 48, 49, 52, 53]
    let length = random.below(8) == 0 ? random.int(0...64) : random.pick(lengths)
    let letters = isOdd && random.below(5) == 0 ? ["x", "é", "\"", "\\", "/", "\n", "日"] : ["x", "y", "0"]
    let number = String(row)
    var text = length < number.count ? String(number.suffix(length)) : number
    while text.utf8.count < length { text += random.pick(letters) }
    if length > 0, row >= 1200, random.below(20) == 0 { text = String(text.dropLast()) + " " }
    return text
  }

  private static func json(_ text: String, _ row: Int) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    return "\"" + (row % 2 == 0 ? escaped.replacing("é", with: row % 4 == 0 ? "\\u00e9" : "\\u00E9") : escaped) + "\""
  }

  /// What stands behind the limit is forgiven where it is blanks.
  private static func outcome(_ text: String?, emptyAsNull: Bool) -> ReferenceConverter.Outcome {
    guard let text, !(emptyAsNull && text.isEmpty) else { return .value(.null) }
    let rest = text.utf8.dropFirst(limit)
    guard rest.allSatisfy({ $0 == 0x20 }) else { return .error(1204) }
    return .value(.string(String(decoding: text.utf8.prefix(limit), as: UTF8.self)))
  }
}
