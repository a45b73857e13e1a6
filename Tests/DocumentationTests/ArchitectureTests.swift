import Foundation
import TestSupport
import Testing

/// Architecture.md names files that exist, and modules in an order that the imports keep.
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

  @Test func modulesImportOnlyFromAboveThem() throws {
    let modules = page.matches(of: /(?m)^\| `([A-Za-z]+)` \|/).map { String($0.1) }
    let folders = try FileManager.default.contentsOfDirectory(atPath: Repository.path("Sources"))
    #expect(Set(modules) == Set(folders))
    for (index, module) in modules.enumerated() {
      let above = Set(modules[..<index])
      for name in try imports(of: module).intersection(modules) where !above.contains(name) {
        Issue.record("\(module) imports \(name), which does not stand above it")
      }
    }
  }

  private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: Repository.path(path)) }

  private func imports(of module: String) throws -> Set<String> {
    let folder = Repository.path("Sources/\(module)")
    let files = (FileManager.default.subpaths(atPath: folder) ?? []).filter { $0.hasSuffix(".swift") }
    let texts = try files.map { try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8) }
    return Set(texts.flatMap { $0.matches(of: /(?m)^import ([A-Za-z]+)$/).map { String($0.1) } })
  }
}
