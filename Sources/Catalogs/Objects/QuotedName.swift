import SQLTypes

/// Names as they are written in SQL: in double quotes where they would mean another name without.
package enum QuotedName {
  package static func quoted(_ name: String) -> String {
    let isPlain = name.utf8.enumerated().allSatisfy { index, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "$"): index > 0
      default: false
      }
    }
    return isPlain && !name.isEmpty && !reserved.contains(name)
      ? name : "\"\(name.replacing("\"", with: "\"\""))\""
  }

  /// `t`, or `s.t` where the schema is not in the search path.
  package static func text(_ name: TableName, searchPath: [String]) -> String {
    let isVisible = searchPath.contains(name.schema) || name.schema == "pg_catalog"
    return isVisible ? quoted(name.name) : "\(quoted(name.schema)).\(quoted(name.name))"
  }

  /// The parts of `s.t` or `"S"."t"`, in lower case as all names are; `keepsCase` leaves those in quotes as they are.
  /// 42602 for what is no name.
  package static func parts(of text: String, keepsCase: Bool) throws(SQLError) -> [String] {
    var parts: [String] = []
    var rest = text[...]
    repeat {
      let name = try part(&rest, of: text)
      parts.append(keepsCase ? name : name.lowercased())
      guard let next = rest.popFirst() else { return parts }
      guard next == "." else { throw invalid(text) }
    } while true
  }

  private static func part(_ rest: inout Substring, of text: String) throws(SQLError) -> String {
    rest = rest.drop(while: \.isWhitespace)
    defer { rest = rest.drop(while: \.isWhitespace) }
    guard rest.first == "\"" else {
      let word = rest.prefix { $0 != "." && !$0.isWhitespace }
      guard !word.isEmpty, !word.contains("\"") else { throw invalid(text) }
      rest = rest[word.endIndex...]
      return word.lowercased()
    }
    rest.removeFirst()
    var part = ""
    while let next = rest.popFirst() {
      if next != "\"" {
        part.append(next)
      } else if rest.first == "\"" {
        part.append(rest.removeFirst())
      } else {
        return part
      }
    }
    throw invalid(text)
  }

  private static func invalid(_ text: String) -> SQLError {
    SQLError(SQLState("42602"), "invalid name syntax", detail: "The name is '\(text)'.")
  }

  /// Words that are no name without quotes (AWS documentation, "Reserved words"), as far as people use them for names.
  private static let reserved: Set<String> = [
    "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "authorization", "between", "binary", "both",
    "case", "cast", "check", "collate", "column", "constraint", "create", "cross", "current_date", "current_time",
    "current_timestamp", "current_user", "default", "deferrable", "desc", "distinct", "do", "else", "end", "except",
    "false", "for", "foreign", "freeze", "from", "full", "grant", "group", "having", "ilike", "in", "initially",
    "inner", "intersect", "into", "is", "isnull", "join", "leading", "left", "like", "limit", "localtime",
    "localtimestamp", "minus", "natural", "new", "not", "notnull", "null", "off", "offset", "old", "on", "only", "or",
    "order", "outer", "overlaps", "placing", "primary", "references", "right", "select", "session_user", "similar",
    "some", "table", "tag", "then", "to", "top", "trailing", "true", "union", "unique", "user", "using", "verbose",
    "when", "where", "with",
  ]
}
