import Foundation
import TestSupport
import Testing

/// A page of the reference whose tables and lists are made from the code.
///
/// What lies between two marks is the code's, but for the notes in it, which people write and the making keeps:
///
/// ```
/// <!-- made from the code: copy-clauses -->
/// …
/// <!-- end -->
/// ```
///
/// With LOCALSHIFT_UPDATE_PAGES=1 in the environment, `agrees` writes the page instead of comparing.
struct ReferencePage {
  static let folder = "Sources/localshift/localshift.docc"

  private let path: String
  private var text: String

  /// Errors: those of reading a file.
  init(_ name: String) throws {
    path = Repository.path("\(Self.folder)/\(name).md")
    text = try String(contentsOfFile: path, encoding: .utf8)
  }

  /// The lines between a block's marks.
  func lines(of block: String) throws -> [String] { try range(of: block).map { String(text[$0]) }.lines }

  /// Records an issue where a block does not hold exactly these lines, or puts them there.
  func agrees(_ block: String, with lines: [String], sourceLocation: SourceLocation = #_sourceLocation) throws {
    let range = try #require(try range(of: block), sourceLocation: sourceLocation)
    let made = lines.map { $0 + "\n" }.joined()
    guard text[range] != made else { return }
    guard ProcessInfo.processInfo.environment["LOCALSHIFT_UPDATE_PAGES"] == nil else {
      return try text.replacingCharacters(in: range, with: made).write(toFile: path, atomically: true, encoding: .utf8)
    }
    let difference = made.split(separator: "\n").difference(from: text[range].split(separator: "\n"))
    Issue.record(
      "\(path) is not what the code says, in \(block): \(difference.map { "\($0)" }.prefix(6).joined(separator: "\n"))",
      sourceLocation: sourceLocation)
  }

  private func range(of block: String) throws -> Range<String.Index>? {
    guard let start = text.range(of: "<!-- made from the code: \(block) -->\n"),
      let end = text.range(of: "<!-- end -->", range: start.upperBound..<text.endIndex)
    else { return nil }
    return start.upperBound..<end.lowerBound
  }
}

extension String? {
  fileprivate var lines: [String] {
    map { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) } ?? []
  }
}
