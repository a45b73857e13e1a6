import SQLSyntax
import SQLTypes
import Testing

/// Trees as deep as people's generators make them, and deeper: an error, never a crash.
@Suite struct NestingTests {
  @Test(arguments: [
    ("(", "1", ")"), ("f(", "1", ")"), ("not ", "a", ""), ("- ", "1", ""), ("case when a then ", "1", " end"),
    ("(select ", "1", ")"), ("a[", "1", "]"), ("a in (", "1", ")"), ("exists (select ", "1", ")"),
    ("a + (b * ", "c", ")"), ("cast(", "a", " as int)"), ("coalesce(a, case when b in (", "1", ") then c end)"),
  ])
  func nested(_ open: String, _ middle: String, _ close: String) {
    func text(_ levels: Int) -> String {
      String(repeating: open, count: levels) + middle + String(repeating: close, count: levels)
    }
    #expect(throws: Never.self) { try SQLParser.parseExpression(text(150)) }
    let error = #expect(throws: SQLError.self) { try SQLParser.parseExpression(text(20_000)) }
    #expect(error?.state == SQLState("54001"))
    #expect(error?.message == "stack depth limit exceeded")
  }

  @Test(arguments: [
    ("select * from ", "(", "select 1", ")"), ("", "(", "select 1", ")"),
    ("select * from ", "(select * from ", "t", ")"),
    ("with a as ", "(with b as ", "(select 1)", " select 1) select 1"), ("select * from ", "a join ", "b", " on true"),
    ("select a from t group by ", "grouping sets (", "a", ")"),
  ])
  func nestedQueries(_ start: String, _ open: String, _ middle: String, _ close: String) {
    let levels = 20_000
    let text = start + String(repeating: open, count: levels) + middle + String(repeating: close, count: levels)
    let error = #expect(throws: SQLError.self) { try SQLParser.parseStatement(text) }
    #expect(error?.state == SQLState("54001"))
  }

  @Test(arguments: ["or", "and", "||", "+", "*", "="])
  func chainsOfTenThousand(_ symbol: String) throws {
    let terms = Array(repeating: "a", count: 10_000)
    let expression = try SQLParser.parseExpression(terms.joined(separator: " \(symbol) "))
    guard case .binary = expression else {
      Issue.record("not a binary")
      return
    }
  }

  @Test func longChainsOfAndAndOrAreBalanced() throws {
    let expression = try SQLParser.parseExpression((0..<20_000).map(String.init).joined(separator: " or "))
    func depth(_ tree: Expression) -> Int {
      guard case .binary(_, let left, let right, _) = tree else { return 0 }
      return max(depth(left), depth(right)) + 1
    }
    #expect(depth(expression) == 15)
  }

  @Test(arguments: ["1", "select 1"])
  func chainsTooLongAreRefused(_ term: String) {
    let symbol = term == "1" ? " + " : " union all "
    let text = Array(repeating: term, count: 200_000).joined(separator: symbol)
    let error = #expect(throws: SQLError.self) { try SQLParser.parseStatement(term == "1" ? "select \(text)" : text) }
    #expect(error?.state == SQLState("54001"))
  }

  @Test func unionsOfTenThousandQueries() throws {
    _ = try SQLParser.parseQuery(Array(repeating: "select 1", count: 10_000).joined(separator: " union all "))
  }
}
