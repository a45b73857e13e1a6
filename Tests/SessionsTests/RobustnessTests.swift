import Foundation
import Scheduling
import TestSupport
import Testing
import Verification

/// No text crashes a session, whatever it answers.
@Suite struct RobustnessTests {
  /// Statements of scripts, in a long run all of them, with words left out, doubled, swapped and put in from elsewhere.
  @Test func mutatedStatements() throws {
    var generator = SystemRandomNumberGenerator()
    let seed = UInt64.random(in: 0...UInt64.max, using: &generator)
    print("mutatedStatements: seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let statements = try Self.statements()
    #expect(statements.count > 500)
    let words = statements.flatMap { $0 } + Self.odd
    var script = ""
    let starts =
      LongRun.isWanted
      ? Array(stride(from: 0, to: statements.count, by: 8)) : (0..<300).map { _ in random.below(statements.count) }
    for start in starts {
      script += "statement ok\nSET statement_timeout TO 2000\n\n"
      for original in statements[start..<min(start + 8, statements.count)] {
        let isWhole = random.below(3) == 0
        let text = (isWhole ? original : Self.mutate(original, words, &random)).joined(separator: " ")
        script += "statement ok\n\(text)\n\n"
      }
      script += "statement ok\nROLLBACK\n\n"
    }
    try run(script)
  }

  private static let odd = [
    "NULL", "99999999999999999999", "-9223372036854775808", "1e400", "''", "(", ")", ",", "*", ".", "::", "||",
    "DISTINCT",
    "OVER", "()", "(SELECT 1)", "INTERVAL '1 month'", "DATE '294276-12-31'", "2147483648", "'é'", "$1",
    "numeric(38,37)",
  ]

  private static func mutate(_ words: [String], _ all: [String], _ random: inout SeededGenerator) -> [String] {
    var words = words
    for _ in 0...random.below(3) where !words.isEmpty {
      let place = random.below(words.count)
      switch random.below(5) {
      case 0: words.remove(at: place)
      case 1: words.insert(all[random.below(all.count)], at: place)
      case 2: words[place] = all[random.below(all.count)]
      case 3: words.swapAt(place, random.below(words.count))
      default: words.insert(contentsOf: words[max(0, place - 3)..<place], at: place)
      }
    }
    // No mutation writes outside the script's own folder.
    for place in words.indices.dropFirst() where words[place - 1].lowercased().hasSuffix("to") {
      if words.contains(where: { $0.lowercased().hasSuffix("unload") }) { words[place] = "'__TEST_DIR__/soup_'" }
    }
    // Text of any length that one call makes is a matter of memory.
    return words.filter { !["repeat", "replicate", "lpad", "rpad"].contains($0.lowercased()) }
  }

  /// The words of each statement of the scripts.
  private static func statements() throws -> [[String]] {
    try CheckFinder.find([Repository.path("Fixtures/scripts")]).flatMap { check -> [[String]] in
      guard case .script(let path) = check else { return [] }
      let records = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n\n")
      return records.compactMap { record in
        let lines = record.split(separator: "\n").drop { $0.hasPrefix("#") }
        guard let head = lines.first, head.hasPrefix("statement") || head.hasPrefix("query") else { return nil }
        return lines.dropFirst().prefix { $0 != "----" }.joined(separator: " ").split(separator: " ").map(String.init)
      }
    }
  }

  private func run(_ script: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("soup.slt", script)
    let runner = CheckRunner(pool: WorkerPool(threads: 2), s3Root: Repository.path("Fixtures/s3"))
    let report = try runner.run(.script("\(folder.path)/soup.slt"))
    #expect(report.passed + report.failures.count > 0)
  }

  struct Large: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var sql: String
    var expected: String

    init(_ name: String, _ sql: String, _ expected: String) {
      testDescription = name
      self.sql = sql
      self.expected = expected
    }
  }

  private static func list(_ count: Int, _ separator: String = ",", _ item: (Int) -> String) -> String {
    (0..<count).map(item).joined(separator: separator)
  }

  private static let large = [
    Large("IN list", "SELECT count(*) FROM t WHERE a IN (\(list(10_000) { "\($0)" }))", "3"),
    Large("IN list of strings", "SELECT count(*) FROM t WHERE b NOT IN (\(list(10_000) { "'\($0)'" }))", "3"),
    Large("columns", "SELECT c999 + c0 FROM (SELECT \(list(1000) { "\($0) AS c\($0)" }))", "999"),
    Large("same names", "SELECT count(*) FROM (SELECT a, a, b AS a FROM t)", "3"),
    Large("ANDs", "SELECT count(*) FROM t WHERE \(list(5000, " AND ") { "a <> \(-$0 - 1)" })", "3"),
    Large("ORs", "SELECT count(*) FROM t WHERE \(list(5000, " OR ") { "a = \($0)" })", "3"),
    Large("WHENs", "SELECT CASE 77 \(list(2000, " ") { "WHEN \($0) THEN \($0)" }) END", "77"),
    Large("UNION ALLs", "SELECT count(*) FROM (\(list(2000, " UNION ALL ") { "SELECT \($0) AS a" }))", "2000"),
    Large("UNIONs", "SELECT count(*) FROM (\(list(2000, " UNION ") { "SELECT \($0 % 7) AS a" }))", "7"),
    Large("sum of terms", "SELECT \(list(200, "+") { _ in "1" })", "200"),
    Large(
      "nested tables", String(repeating: "SELECT * FROM (", count: 50) + "SELECT 1" + String(repeating: ")", count: 50),
      "1"),
    Large(
      "comma join of 60 tables",
      "SELECT count(*) FROM \(list(60) { "t t\($0)" }) WHERE \(list(59, " AND ") { "t\($0).a = t\($0 + 1).a" })", "3"),
    Large(
      "outer joins",
      "SELECT count(*) FROM t t0 \(list(60, " ") { "LEFT JOIN t t\($0 + 1) ON t\($0).a = t\($0 + 1).a" })", "3"),
    Large(
      "common tables",
      "WITH c0 AS (SELECT 1 AS a) \(list(200, "") { ", c\($0 + 1) AS (SELECT a + 1 AS a FROM c\($0))" }) "
        + "SELECT a FROM c200",
      "201"),
    Large("no columns", "SELECT count(*) FROM t, (SELECT 1 WHERE false)", "0"),
    Large(
      "all of nothing",
      "SELECT count(*) FROM (SELECT * FROM e LEFT JOIN t ON true FULL JOIN e AS f ON f.a = t.a ORDER BY 1 LIMIT 3)", "0"
    ),
    Large(
      "aggregates of nothing",
      "SELECT count(*) FROM (SELECT max(a), b FROM e GROUP BY b HAVING sum(a) > 0 UNION SELECT a, b FROM e)", "0"),
  ]

  @Test(arguments: large) func runs(_ large: Large) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "large.slt",
      """
      statement ok
      CREATE TABLE t (a INT, b VARCHAR(5))

      statement ok
      CREATE TABLE e (a INT, b VARCHAR(5))

      statement ok
      INSERT INTO t VALUES (1, 'x'), (2, 'y'), (3, 'z')

      query I
      \(large.sql)
      ----
      \(large.expected)
      """)
    let runner = CheckRunner(pool: WorkerPool(threads: 2), s3Root: nil)
    #expect(try runner.run(.script("\(folder.path)/large.slt")).failures == [])
  }

  @Test func manyRowsOfValues() throws {
    try run(
      """
      statement ok
      CREATE TABLE t (\(Self.list(1000) { "c\($0) INT" }))

      statement count 5000
      INSERT INTO t (c0, c999) VALUES \(Self.list(5000) { "(\($0), \($0))" })
      """)
  }
}
