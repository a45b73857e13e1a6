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
  package static func reasons(_ errors: [LoadError]) -> [(count: Int, reason: String)] {
    let counts = Dictionary(grouping: errors) { error in
      "\(error.code) \(rule(of: error.reason))" + (error.columnName.isEmpty ? "" : " (column \"\(error.columnName)\")")
    }.mapValues(\.count)
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.value, $0.key) }
  }

  /// A reason without the value that broke the rule.
  static func rule(of reason: String) -> String {
    let marks = [
      ", Value '", ": Unexpected character", ", found 0x", " at location ", " at line ", " Bad UTF8 hex sequence",
      " Invalid char: ",
    ]
    for mark in marks {
      if let place = reason.firstRange(of: mark) { return String(reason[..<place.lowerBound]) }
    }
    return reason
  }
}
