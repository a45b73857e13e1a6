import Foundation
import TestSupport
import Testing

/// Package.swift, the imports and Architecture.md's table tell the same: which modules there are, in which order, and
/// that a module imports only from those before it.
@Suite struct ModulesTests {
  /// Tests that run the program, and do not import it.
  private static let runs = ["CommandLineTests": ["localshift"], "DocumentationTests": ["localshift"]]

  private struct Target {
    var name: String
    var folder: String
    var dependencies: [String]
  }

  /// As the manifest declares them: `.target(name: "A", dependencies: ["B"], …)`.
  private static func targets() throws -> [Target] {
    let manifest = try String(contentsOfFile: Repository.path("Package.swift"), encoding: .utf8)
    let declaration = /\.(target|executableTarget|testTarget)\(\s*name: "(\w+)"(?:,\s*dependencies: \[([^\]]*)\])?/
    return manifest.matches(of: declaration).map { match in
      let name = String(match.2)
      let folder =
        match.1 == "testTarget" ? "Tests/\(name)" : name == "TestSupport" ? "Tests/Support" : "Sources/\(name)"
      let names = (match.3 ?? "").matches(of: /"(\w+)"/).map { String($0.1) }
      return Target(name: name, folder: folder, dependencies: names)
    }
  }

  /// The modules of this package that files in `folder` import.
  private static func imports(in folder: String, of modules: Set<String>) throws -> Set<String> {
    let path = Repository.path(folder)
    let files = try #require(FileManager.default.enumerator(atPath: path)).compactMap { $0 as? String }
    let sources = files.filter { $0.hasSuffix(".swift") }
    #expect(!sources.isEmpty)
    return try sources.reduce(into: []) { imports, file in
      let text = try String(contentsOfFile: "\(path)/\(file)", encoding: .utf8)
      let lines = text.split(separator: "\n").compactMap { $0.wholeMatch(of: /(?:@testable )?import (\w+)/) }
      imports.formUnion(lines.map { String($0.1) }.filter(modules.contains))
    }
  }

  @Test func aModuleImportsWhatItDeclaresAndOnlyFromAbove() throws {
    let targets = try Self.targets()
    #expect(targets.count > 20)
    let modules = Set(targets.map(\.name))
    var above: Set<String> = []
    for target in targets {
      let late = target.dependencies.filter { !above.contains($0) }
      #expect(late.isEmpty, "\(target.name) depends on what stands below it")
      let used = try Self.imports(in: target.folder, of: modules)
      let declared = Set(target.dependencies)
      #expect(used == declared.subtracting(Self.runs[target.name] ?? []), "\(target.name)")
      above.insert(target.name)
    }
  }

  @Test func theTableOfTheArchitectureIsInTheSameOrder() throws {
    let text = try String(
      contentsOfFile: Repository.path("Sources/localshift/localshift.docc/Architecture.md"), encoding: .utf8)
    let table = try #require(text.firstMatch(of: /\| module \| .*\|\n\|---\|---\|\n((?:\|.*\n)+)/)).1
    let named = table.split(separator: "\n").flatMap { row in
      row.split(separator: "|")[0].matches(of: /`(\w+)`/).map { String($0.1) }
    }
    #expect(try named == Self.targets().filter { $0.folder.hasPrefix("Sources/") }.map(\.name))
  }
}
