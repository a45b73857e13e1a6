import SQLTypes

/// A parameter that is a list of names, as one text: `stg, "My Schema", public`.
///
/// Statements give the names one by one; clients that set it as they connect, and `set_config`, give such a text
/// (PostgreSQL 15, `SplitIdentifierString`).
enum SettingList {
  /// The parameters that are lists.
  static let names: Set<String> = ["search_path"]

  /// The values that a text stands for: one, of a parameter that is no list. 22023 for a list that is none.
  static func values(of name: String, in text: String) throws(SQLError) -> [String] {
    guard names.contains(name) else { return [text] }
    guard let parts = parts(of: text) else {
      throw SQLError(
        .invalidParameter, "invalid value for parameter \"\(name)\": \"\(text)\"", detail: "List syntax is invalid.")
    }
    return parts
  }

  /// What SHOW tells, from which `values` makes the same again.
  static func text(of name: String, _ values: [String]) -> String {
    (names.contains(name) ? values.map(quoted) : values).joined(separator: ", ")
  }

  /// Within quotation marks, unless it is a plain name or `$user`.
  private static func quoted(_ name: String) -> String {
    let isPlain = name.utf8.first.map { !($0 >= 0x30 && $0 <= 0x39) } ?? false
    let characters = name.utf8.allSatisfy {
      ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x5F || $0 == 0x24 || $0 >= 0x80
    }
    return isPlain && characters ? name : "\"" + name.replacing("\"", with: "\"\"") + "\""
  }

  /// nil where a name is missing, or a quotation mark.
  private static func parts(of text: String) -> [String]? {
    var rest = Substring(text).trimmingBlanks
    guard !rest.isEmpty else { return [] }
    var parts: [String] = []
    while true {
      guard let part = takePart(&rest) else { return nil }
      parts.append(part)
      rest = rest.trimmingBlanks
      guard let comma = rest.popFirst() else { return parts }
      guard comma == "," else { return nil }
      rest = rest.trimmingBlanks
    }
  }

  private static func takePart(_ rest: inout Substring) -> String? {
    guard rest.first == "\"" else {
      let word = rest.prefix { $0 != "," && !$0.isWhitespace }
      rest = rest.dropFirst(word.count)
      return word.isEmpty ? nil : word.lowercased()
    }
    rest.removeFirst()
    var part = ""
    while let character = rest.popFirst() {
      guard character == "\"" else {
        part.append(character)
        continue
      }
      guard rest.first == "\"" else { return part }
      part.append(rest.removeFirst())
    }
    return nil
  }
}

extension Substring {
  fileprivate var trimmingBlanks: Substring { drop(while: \.isWhitespace) }
}
