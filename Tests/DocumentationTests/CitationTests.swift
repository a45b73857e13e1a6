import Foundation
import TestSupport
import Testing

/// Whoever has the repository can follow every citation in a comment.
@Suite struct CitationTests {
  private static let folders = [
    "Sources", "Tests", "Benchmarks", "Fixtures/scripts", "Fixtures/agreement", "README.md",
  ]

  @Test(arguments: folders) func citedPagesAndSectionsExist(folder: String) throws {
    let index = try PageIndex()
    var count = 0
    for path in Self.files(under: Repository.path(folder)) {
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { continue }
      for citation in Citation.all(in: text) {
        count += 1
        for fault in index.faults(of: citation) { Issue.record("\(path): \(fault)") }
      }
    }
    if folder == "Sources" { #expect(count > 150) }
  }

  @Test func whereREADMELeadsThereIsAFile() throws {
    let text = try String(contentsOfFile: Repository.path("README.md"), encoding: .utf8)
    let targets = text.matches(of: /\]\(([^)#:]+)\)/).map { String($0.1) }
    #expect(targets.count > 5)
    for target in targets where !FileManager.default.fileExists(atPath: Repository.path(target)) {
      Issue.record("README.md leads to \(target), which is nowhere")
    }
  }

  @Test func citationsAreFoundWhole() throws {
    let text =
      "/// See copy.md 2.5, 7.2 and part 11, or sql.md\n  /// 1.2 \"CTAS\"; wire.md 8.C, 2 times; Digest.md5(x)."
    let citations = Citation.all(in: text)
    #expect(citations.map(\.page) == ["copy", "sql", "wire"])
    #expect(citations.map(\.sections) == [["2.5", "7.2", "11"], ["1.2"], ["8.C", "2"]])
    #expect(citations.map(\.labels) == [[], ["CTAS"], []])
  }

  @Test func missingPlacesAreToldApart() throws {
    let index = try PageIndex()
    #expect(index.faults(of: Citation(page: "copy", sections: ["7.2", "12b"], labels: ["Mask tokens"])).isEmpty)
    #expect(index.faults(of: Citation(page: "nowhere")) == ["there is no page nowhere" + ".md"])
    #expect(index.faults(of: Citation(page: "copy", sections: ["7.99"])) == ["copy.md has no section 7.99"])
    #expect(index.faults(of: Citation(page: "sql", labels: ["CTXS"])) == ["sql.md has no \"CTXS\""])
  }

  private static func files(under path: String) -> [String] {
    let names = FileManager.default.subpaths(atPath: path) ?? []
    let kinds = [".swift", ".py", ".md", ".slt", ".sql"]
    return names.isEmpty
      ? [path] : names.filter { name in kinds.contains { name.hasSuffix($0) } }.map { "\(path)/\($0)" }
  }
}
