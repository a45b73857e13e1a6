import SQLTypes

/// One of AWS's shared files: `~/.aws/config` or `~/.aws/credentials`.
///
///     [profile etl]                     ; a section
///     region = us-west-2                # a property
///     s3 =                              # a property whose value is a block of properties
///       addressing_style = path
///
/// Lines that stand further in than a property go on with it. Names count without regard to case, but for sections'.
struct AWSFile: Hashable, Sendable {
  struct Section: Hashable, Sendable {
    var values: [String: String] = [:]
    var blocks: [String: [String: String]] = [:]
  }

  let name: String
  /// By their names as written: `default`, `profile etl`, `services local`.
  private(set) var sections: [String: Section] = [:]
  private var section: String?
  private var property: String?
  /// How far in the last property stands.
  private var indent = 0

  /// Errors: 22023 for a line that is neither section nor property. It is not repeated: it may be half a key.
  init(_ bytes: [UInt8], name: String) throws(SQLError) {
    self.name = name
    let text = String(
      decoding: bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes.dropFirst(3) : bytes[...], as: UTF8.self)
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      guard take(line) else {
        throw SQLError(
          .invalidParameter, "line \(index + 1) of \(name) is neither a section nor a property",
          hint: "sections look like [profile name], properties like region = us-west-2")
      }
    }
  }

  private mutating func take(_ line: Substring) -> Bool {
    let trimmed = AWSFile.trimmed(line)
    guard let first = trimmed.first, first != "#", first != ";" else { return true }
    let column = line.prefix { $0.isWhitespace }.count
    if property != nil, column > indent { return takeNested(trimmed) }
    indent = column
    return first == "[" ? takeSection(trimmed) : takeProperty(trimmed)
  }

  private mutating func takeSection(_ line: Substring) -> Bool {
    guard let end = line.firstIndex(of: "]") else { return false }
    let words = line[line.index(after: line.startIndex)..<end].split(whereSeparator: \.isWhitespace)
    let name = words.joined(separator: " ").filter { $0 != "\"" && $0 != "'" }
    section = name
    property = nil
    sections[name] = sections[name] ?? Section()
    return true
  }

  private mutating func takeProperty(_ line: Substring) -> Bool {
    guard let section, let (name, value) = AWSFile.pair(line) else { return false }
    sections[section, default: Section()].values[name] = value
    property = name
    return true
  }

  /// A line of a block, or more of a value, which nothing here needs.
  private mutating func takeNested(_ line: Substring) -> Bool {
    guard let section, let property else { return false }
    guard let (name, value) = AWSFile.pair(line) else { return sections[section]?.values[property]?.isEmpty == false }
    sections[section]?.blocks[property, default: [:]][name] = value
    return true
  }

  private static func pair(_ line: Substring) -> (name: String, value: String)? {
    guard let equals = line.firstIndex(of: "=") else { return nil }
    let name = trimmed(line[..<equals])
    guard !name.isEmpty else { return nil }
    return (name.lowercased(), withoutComment(trimmed(line[line.index(after: equals)...])))
  }

  /// A comment after a value starts with a blank.
  private static func withoutComment(_ value: Substring) -> String {
    guard value.first != "#", value.first != ";" else { return "" }
    let marks = value.indices.dropFirst().filter { value[$0] == "#" || value[$0] == ";" }
    guard let mark = marks.first(where: { value[value.index(before: $0)].isWhitespace }) else { return String(value) }
    return String(trimmed(value[..<mark]))
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let start = text.drop { $0.isWhitespace }
    return start[..<(start.lastIndex { !$0.isWhitespace }.map(start.index(after:)) ?? start.startIndex)]
  }
}
