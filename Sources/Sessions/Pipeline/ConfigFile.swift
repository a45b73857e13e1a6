import ObjectStore
import SQLTypes

/// A `dwh.cfg`: sections of `KEY=value` lines, as Python's configparser reads them.
///
/// ```
/// [S3]
/// LOG_DATA='s3://udacity-dend/log_data'      "S3.LOG_DATA" is s3://udacity-dend/log_data, without the quotes
/// ```
package struct ConfigFile: Hashable, Sendable {
  /// By `SECTION.KEY`, in lower case: neither is case sensitive.
  private var values: [String: String] = [:]
  /// As written, for messages.
  package private(set) var keys: [String] = []

  package init() {}

  /// Errors: 22023 with the line of what is neither section, setting nor comment.
  package init(parsing text: String, name: String) throws(SQLError) {
    var section = ""
    for (index, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let line = raw.trimmingBlanks
      if line.isEmpty || line.hasPrefix("#") || line.hasPrefix(";") { continue }
      if line.hasPrefix("["), line.hasSuffix("]") {
        section = String(line.dropFirst().dropLast().trimmingBlanks)
      } else if let split = line.firstIndex(where: { $0 == "=" || $0 == ":" }) {
        let key = line[..<split].trimmingBlanks
        set("\(section).\(key)", to: Self.unquoted(line[line.index(after: split)...].trimmingBlanks))
      } else {
        throw SQLError(
          .invalidParameter, "\(name):\(index + 1): expected [SECTION] or KEY=value, found \"\(line)\"")
      }
    }
  }

  /// Errors: 58030 for a file that cannot be read, 22023 for a line that is not understood.
  package init(path: String) throws(SQLError) { try self.init(parsing: LocalFolder.text(of: path), name: path) }

  package subscript(key: String) -> String? { values[key.lowercased()] }

  package mutating func set(_ key: String, to value: String) {
    if values[key.lowercased()] == nil { keys.append(key) }
    values[key.lowercased()] = value
  }

  /// Takes all of `other`'s values; its own stay where `other` has none.
  package mutating func merge(_ other: ConfigFile) {
    for key in other.keys { set(key, to: other[key] ?? "") }
  }

  private static func unquoted(_ text: Substring) -> String {
    guard text.count >= 2, let first = text.first, first == text.last, first == "'" || first == "\"" else {
      return String(text)
    }
    return String(text.dropFirst().dropLast())
  }
}

extension Substring {
  fileprivate var trimmingBlanks: Substring {
    var rest = self
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return rest
  }
}
