import Catalogs
import Loading
import SQLTypes
import TestSupport
import Testing

/// ACCEPTINVCHARS, the characters that structure text, and the options about errors, on 20,000 random rows each; from a
/// seed that is printed.
@Suite struct TextOptionReferenceTests {
  private static let count = 20_000

  @Test(arguments: ["JSON 'auto'", "CSV", "DELIMITER '|'"], [nil, "?", "^", "z"] as [Character?])
  func acceptInvChars(_ format: String, _ replacement: Character?) throws {
    var random = SeededGenerator()
    let texts = (0..<Self.count).map { _ in random.brokenText() }
    let (open, close): (String, String) =
      format.hasPrefix("JSON") ? ("{\"k\":", "\"}") : ("", format == "CSV" ? "\"" : "")
    let middle = format.hasPrefix("JSON") ? ",\"a\":\"" : format == "CSV" ? ",\"" : "|"
    let file = texts.enumerated().flatMap { Array("\(open)\($0)\(middle)".utf8) + $1 + Array("\(close)\n".utf8) }
    let clause = replacement.map { $0 == "?" ? " ACCEPTINVCHARS" : " ACCEPTINVCHARS AS '\($0)'" } ?? ""
    let harness = CopyHarness()
    let found = try harness.outcomes(file, format + clause, .varchar(80), count: texts.count)
    let reference = ReferenceConverter(rules: ConversionRules())
    var changed = 0
    for (text, one) in zip(texts, found) {
      let wanted: ReferenceConverter.Outcome
      if let byte = replacement?.asciiValue {
        let (bytes, isChanged) = reference.repaired(text, with: byte)
        changed += isChanged ? 1 : 0
        wanted = .value(.string(String(decoding: bytes, as: UTF8.self)))
      } else {
        wanted = reference.isValid(text) ? .value(.string(String(decoding: text, as: UTF8.self))) : .error(1220)
      }
      check(one == wanted, "\(text) gave \(String(describing: one)) for \(wanted), seed \(random.seed)")
    }
    let table = TableDefinition(("k", .integer), ("a", .varchar(80)))
    let again = try harness.copy("COPY t FROM 's3://b/f' \(format)\(clause) IGNOREALLERRORS", table)
    #expect(again.replacements == changed, "seed \(random.seed)")
  }

  /// QUOTE, DELIMITER and NULL AS of any character, in CSV.
  @Test(arguments: 0..<5) func quotesDelimitersAndNulls(_ round: Int) throws {
    var random = SeededGenerator()
    let quote = random.pick(Array("\"'%~q"))
    let delimiter = random.pick(Array(",|;\t\u{1}d"))
    let token = random.pick(["\\N", "NULL", "nil", "-", ""])
    let alphabet = ["\(quote)", "\(delimiter)", "\n", "\r\n", "x", "é", " ", "\\", "\\N", "NULL", "-", "\"", "'"]
    var lines: [String] = []
    var expected: [Value] = []
    for row in 0..<Self.count {
      let text = (0..<random.below(5)).map { _ in random.pick(alphabet) }.joined()
      let needsQuotes = text.contains { [quote, delimiter, "\n", "\r", "\r\n"].contains($0) } || text.contains("\n")
      let isQuoted = needsQuotes || random.below(4) == 0
      // Blanks outside of the quotes are no data, unless they are the delimiter.
      let blanks = isQuoted && random.below(4) == 0 ? " " : ""
      let body = isQuoted ? "\(quote)" + text.replacing("\(quote)", with: "\(quote)\(quote)") + "\(quote)" : text
      lines.append("\(row)\(delimiter)\(blanks)\(body)\(blanks)\(delimiter)\(row)")
      expected.append(!isQuoted && text == token ? .null : .string(text))
    }
    let table = TableDefinition(("k", .integer), ("v", .varchar(60)), ("n", .integer))
    let clauses = "CSV QUOTE AS '\(quote == "'" ? "''" : "\(quote)")' DELIMITER '\(delimiter)' NULL AS '\(token)'"
    let rows = try CopyHarness().rows(lines.joined(separator: "\n"), table, clauses)
    #expect(rows.count == Self.count, "\(clauses), seed \(random.seed)")
    for (row, wanted) in zip(rows, expected) where row[1] != wanted {
      Issue.record("\(clauses): \(row) for \(wanted), seed \(random.seed)")
    }
  }

  /// MAXERROR fails at its count and not before; NOLOAD tells the same and loads nothing; what matters on a cluster
  /// only changes nothing (copy.md part 4).
  @Test func errorsAndLoadsThatDoNothing() throws {
    var random = SeededGenerator()
    let harness = CopyHarness()
    let table = TableDefinition(("k", .integer), ("n", .smallint))
    for _ in 0..<200 {
      let bad = (0..<100).map { _ in random.below(8) == 0 }
      harness.put("f", bad.enumerated().map { "\($0),\($1 ? "x" : "7")\n" }.joined())
      let count = bad.count { $0 }
      let limit = random.below(25)
      let clauses =
        "CSV MAXERROR \(limit) " + random.pick(["", "COMPUPDATE OFF STATUPDATE ON", "COMPROWS 2000", "NOLOAD"])
      let result = Result { try harness.copy("COPY t FROM 's3://b/f' \(clauses)", table) }
      switch result {
      case .success(let result):
        #expect(count < max(1, limit), "\(clauses), seed \(random.seed)")
        let good = bad.indices.filter { !bad[$0] && !clauses.hasSuffix("NOLOAD") }
        #expect(result.rows == good.map { [.int(Int64($0)), .int(7)] }, "\(clauses), seed \(random.seed)")
        #expect(result.errors.map(\.lineNumber) == bad.indices.filter { bad[$0] }.map { $0 + 1 })
      case .failure(let error):
        #expect(count >= max(1, limit), "\(clauses), seed \(random.seed): \(error)")
        #expect((error as? CopyFailure)?.errors.count == max(1, limit), "\(clauses), seed \(random.seed)")
      }
    }
  }
}
