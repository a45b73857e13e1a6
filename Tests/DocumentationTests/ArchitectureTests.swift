import Foundation
import TestSupport
import Testing

/// Architecture.md names files that exist.
@Suite struct ArchitectureTests {
  private let page: String

  init() throws {
    page = try String(contentsOfFile: Repository.path("\(ReferencePage.folder)/Architecture.md"), encoding: .utf8)
  }

  @Test func everyFileItNamesExists() {
    let paths = page.matches(of: /`([A-Z][A-Za-z]+(?:\/[A-Za-z0-9+]+)+(?:\.swift)?)`/).map { String($0.1) }
    #expect(paths.count > 40)
    for path in paths where !["Sources", "Tests"].contains(where: { exists("\($0)/\(path)") }) && !exists(path) {
      Issue.record("Architecture.md names \(path), which is nowhere")
    }
  }

  private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: Repository.path(path)) }
}
