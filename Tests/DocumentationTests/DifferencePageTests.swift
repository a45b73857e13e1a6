import Foundation
import TestSupport
import Testing

/// PostgreSQL-Differences.md lists the known differences that `Tests/Agreement/procedures.py` tries on both servers.
@Suite struct DifferencePageTests {
  private static let folder = "Fixtures/agreement/differences"

  @Test func differences() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Repository.path(Self.folder)).sorted()
    let rows = try files.map { try row("\(Self.folder)/\($0)") }
    #expect(rows.count > 10)
    try ReferencePage("PostgreSQL-Differences").agrees(
      "differences",
      with: ["| what | PostgreSQL 15 | Redshift, and localshift | where | script |", "|---|---|---|---|---|"] + rows)
  }

  /// The head of a script: `-- what: …`, and what its last statement gives on each server.
  private func row(_ path: String) throws -> String {
    let text = try String(contentsOfFile: Repository.path(path), encoding: .utf8)
    let head = text.matches(of: /(?m)^-- ([A-Za-z]+): (.+)$/)
    let said = Dictionary(head.map { (String($0.1), String($0.2)) }) { first, _ in first }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let cells = try [
      #require(said["what"], "\(path) does not say what"), code(#require(said["PostgreSQL"])),
      code(#require(said["Redshift"])), #require(said["where"], "\(path) does not say where"), "`\(name)`",
    ]
    return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
  }

  private func code(_ answer: String) -> String { answer == "done" ? "runs" : "`\(answer)`" }
}
