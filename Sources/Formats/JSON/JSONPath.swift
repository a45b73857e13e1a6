import SQLTypes

/// A JSONPath expression as COPY knows it (copy.md 2.4): members and array elements from the root, nothing else.
///
///     $.user.tags[0]        [.member("user"), .member("tags"), .element(0)]
///     $['user']['tags'][0]  the same
///     $                     []: the whole document
///
/// A name in dot form holds no `'`, `.` or bracket; one in bracket form ends at the first `']`. Redshift says that
/// one file uses one notation but not that it refuses others, so a mix is read.
package struct JSONPath: Hashable, Sendable {
  package enum Step: Hashable, Sendable {
    case member(String)
    case element(Int)
  }

  /// As many steps as a document may have levels.
  static let stepLimit = JSONScanner.depthLimit

  package let steps: [Step]

  package init(steps: [Step]) { self.steps = steps }

  /// Errors: XX000 with code 8001 where the text is no such expression.
  package init(_ text: String) throws(SQLError) {
    var parser = JSONPathParser(text)
    steps = try parser.parse()
  }
}

extension JSONPath: CustomStringConvertible {
  /// The expression in bracket form, which can say every name.
  package var description: String {
    steps.reduce("$") { text, step in
      switch step {
      case .member(let name): "\(text)['\(name)']"
      case .element(let index): "\(text)[\(index)]"
      }
    }
  }
}

private struct JSONPathParser {
  private let text: String
  private var rest: Substring.UTF8View

  init(_ text: String) {
    self.text = text
    rest = text[...].utf8
  }

  mutating func parse() throws(SQLError) -> [JSONPath.Step] {
    guard take("$") else { throw fault("it does not start with $") }
    var steps: [JSONPath.Step] = []
    while !rest.isEmpty {
      guard steps.count < JSONPath.stepLimit else { throw fault("it has more than \(JSONPath.stepLimit) steps") }
      steps.append(try parseStep())
    }
    return steps
  }

  private mutating func parseStep() throws(SQLError) -> JSONPath.Step {
    if take(".") { return .member(try parseDotName()) }
    if take("['") { return .member(try parseBracketName()) }
    if take("[") { return .element(try parseIndex()) }
    throw fault("expected . or [ before \"\(Substring(rest))\"")
  }

  private mutating func parseDotName() throws(SQLError) -> String {
    let end = rest.firstIndex { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "[") } ?? rest.endIndex
    let name = String(Substring(rest[..<end]))
    rest = rest[end...]
    guard !name.isEmpty else { throw fault("a member's name is missing") }
    guard name != "*" else { throw fault("wildcards are not supported") }
    guard !name.hasSuffix("()") else { throw fault("functions are not supported") }
    guard !name.utf8.contains(where: { $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "]") }) else {
      throw fault("the name \"\(name)\" needs the form ['name']")
    }
    return name
  }

  private mutating func parseBracketName() throws(SQLError) -> String {
    var index = rest.startIndex
    while index < rest.endIndex {
      if rest[index...].starts(with: "']".utf8) {
        let name = String(Substring(rest[..<index]))
        rest = rest[index...].dropFirst(2)
        return name
      }
      index = rest.index(after: index)
    }
    throw fault("'] is missing")
  }

  private mutating func parseIndex() throws(SQLError) -> Int {
    let digits = rest.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    rest = rest.dropFirst(digits.count)
    guard let index = Int(Substring(digits)), take("]") else {
      throw fault("brackets hold an array index or a name in single quotes")
    }
    return index
  }

  private mutating func take(_ prefix: String) -> Bool {
    guard rest.starts(with: prefix.utf8) else { return false }
    rest = rest.dropFirst(prefix.utf8.count)
    return true
  }

  private func fault(_ reason: String) -> SQLError {
    .compute("Invalid JSONPath format: \(reason)", code: 8001, context: "JSONPath expression \(text)")
  }
}
