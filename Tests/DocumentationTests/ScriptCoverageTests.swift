import Foundation
import Planning
import SQLSyntax
import TestSupport
import Testing
import Verification

/// Some script calls each function and says what it gives, and runs each kind of statement.
@Suite struct ScriptCoverageTests {
  @Test func everyFunctionIsCalled() throws {
    let words = try Self.records().reduce(into: Set<String>()) { words, record in
      guard case .query(let sql, _, _, _, let expected) = record.body, !expected.isEmpty else { return }
      for word in sql.lowercased().matches(of: /[a-z_][a-z0-9_]*/) { words.insert(String(word.0)) }
    }
    let named = FunctionCatalog.scalarForms.map(\.name) + FunctionCatalog.aggregateNames + FunctionCatalog.windowNames
    let missing = Set(named + (try Self.specialForms())).subtracting(words).sorted()
    #expect(named.count > 200)
    #expect(missing.isEmpty, "no query of a script calls them")
  }

  @Test func everyStatementIsRun() throws {
    var kinds = Set<StatementKind>()
    for record in try Self.records() {
      switch record.body {
      case .statementOK(let sql, _), .query(let sql, _, _, _, _): kinds.formUnion(Self.kinds(in: sql))
      default: break
      }
    }
    let missing = StatementKind.allCases.filter { !kinds.contains($0) }
    #expect(missing.isEmpty, "no script runs them")
  }

  private static func kinds(in script: String) -> [StatementKind] {
    ScriptSplitter.split(script).compactMap { statement in
      (try? SQLParser.parseStatement(statement.text)).flatMap(StatementKind.init)
    }
  }

  /// The names in the first cells of the page's table of special forms.
  private static func specialForms() throws -> [String] {
    let path = Repository.path("\(ReferencePage.folder)/Functions.md")
    let page = try String(contentsOfFile: path, encoding: .utf8)
    let start = try #require(page.range(of: "## Special forms")).upperBound
    let end = try #require(page.range(of: "## Aggregates")).lowerBound
    let cells = page[start..<end].split(separator: "\n").filter { $0.hasPrefix("| `") }
      .map { $0.dropFirst(2).prefix { $0 != "|" } }
    return cells.flatMap { cell in cell.matches(of: /`([a-z0-9_]+)[`(]/).map { String($0.1) } }
  }

  private static func records() throws -> [ScriptRecord] {
    let folder = Repository.path("Fixtures/scripts")
    let files = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
    return try files.filter { $0.hasSuffix(".slt") }.sorted().flatMap { file in
      try ScriptReader.records(in: String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8))
    }
  }
}
