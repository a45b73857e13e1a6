import Foundation
import TestSupport

/// The pages of the repository, and the sections that their headings number.
struct PageIndex {
  private struct Page {
    var text: String
    var sections: Set<String>
  }

  private var pages: [String: Page] = [:]

  init() throws {
    let folders = [ReferencePage.folder, "Benchmarks", "."]
    for folder in folders.map(Repository.path) {
      for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".md") {
        let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
        pages[String(name.dropLast(3))] = Page(text: text, sections: Self.sections(of: text))
      }
    }
  }

  /// What a reader would look for in vain.
  func faults(of citation: Citation) -> [String] {
    guard let page = pages[citation.page] else { return ["there is no page \(citation.page).md"] }
    return citation.sections.filter { !page.sections.contains($0) }.map { "\(citation.page).md has no section \($0)" }
      + citation.labels.filter { !page.text.localizedCaseInsensitiveContains($0) }
      .map { "\(citation.page).md has no \"\($0)\"" }
  }

  /// `## 7. Value conversion` is 7, `### 7.2 Integers` 7.2, `### 8.C More clients` 8.C.
  private static func sections(of text: String) -> Set<String> {
    Set(text.matches(of: #/(?m)^#+ ([0-9]+[a-z]?(\.([0-9]+|[A-E]))?)\.? /#).map { String($0.1) })
  }
}
