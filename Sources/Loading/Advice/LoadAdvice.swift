import Catalogs

/// What helps beyond Redshift's words: where the error is, and what one may do about it.
package enum LoadAdvice {
  /// File, line, column, value and reason in one line.
  package static func description(of error: LoadError) -> String {
    var text = "\(error.fileName), line \(error.lineNumber)"
    if !error.columnName.isEmpty {
      let length = error.columnLength == "0" ? "" : "(\(error.columnLength))"
      text += ", column \"\(error.columnName)\" \(error.columnType)\(length)"
    }
    if !error.rawField.isEmpty {
      let value = error.rawField.prefix(200)
      text += ", value '\(value)\(value.count < error.rawField.count ? "…" : "")'"
    }
    return text + ": \(error.reason) (code \(error.code))"
  }

  /// How many errors there are of each rule and column, most of them first.
  package static func reasons(_ errors: LoadErrors) -> [(count: Int, reason: String)] {
    var counts: [String: Int] = [:]
    for (kind, count) in errors.kinds {
      let column = kind.columnName.isEmpty ? "" : " (column \"\(kind.columnName)\")"
      counts["\(kind.code) \(rule(of: kind.reason))\(column)", default: 0] += count
    }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.value, $0.key) }
  }

  private static let marks = [
    ", Value '", ": Unexpected character", ", found 0x", " at location ", " at line ", " Bad UTF8 hex sequence",
    " Invalid char: ",
  ].map { Array($0.utf8) }

  /// A reason without the value that broke the rule: up to the first mark that is there.
  static func rule(of reason: String) -> String {
    let bytes = Array(reason.utf8)
    for mark in marks {
      if let start = bytes.indices.first(where: { bytes[$0] == mark[0] && bytes[$0...].starts(with: mark) }) {
        return String(decoding: bytes[..<start], as: UTF8.self)
      }
    }
    return reason
  }
}
