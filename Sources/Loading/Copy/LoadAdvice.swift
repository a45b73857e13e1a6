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

  /// A way out, by the error's code (copy.md 8.1); nil where there is none to name.
  package static func hint(for error: LoadError) -> String? {
    if let hint = formatHint(error.rawLine) { return hint }
    if error.lineNumber == 1, [1205, 1206, 1207, 1208, 1210].contains(error.code), isName(error.rawField) {
      return "The first line looks like the columns' names: add IGNOREHEADER 1."
    }
    return switch error.code {
    case 1202, 1214: fieldsHint(error)
    case 1204 where error.reason.contains("length exceeds"): widthHint(error)
    case 1204, 1222: "Give the column a wider type."
    case 1205: "Add DATEFORMAT 'auto', or the mask of the data."
    case 1206: timeHint(error.rawField)
    case 1207 where error.reason.contains("Value '.'") || error.reason.contains("Value '\"'"): digitHint(error)
    case 1207, 1208, 1209: "Give the column a type that holds the data, or correct the file."
    case 1210: "BOOLEAN takes t, true, y, yes, 1 and their opposites: make the column VARCHAR, or correct the file."
    case 1213: "The column is NOT NULL: give it a DEFAULT and leave it out of the column list, or correct the file."
    case 1216 where error.reason.hasPrefix("Invalid JSONPath") && error.rawLine.hasPrefix("["):
      "An array is one record: write its objects one after the other, without brackets and commas."
    case 1216 where error.reason.hasPrefix("Invalid JSONPath"): "Compare the jsonpaths with the record."
    case 1216 where error.reason.contains("between records") && error.lineNumber == 1 && error.rawLine.count > 1:
      "The file does not begin like JSON: leave JSON out, and add CSV or a DELIMITER."
    case 1216 where error.reason.contains("between records"):
      "Nothing but white space may stand between JSON records: take it out, or MAXERROR n lets COPY go on without it."
    case 1216: "The record is cut off or is no JSON; MAXERROR n lets COPY go on without it."
    case 1220: "ACCEPTINVCHARS replaces such bytes in VARCHAR columns."
    case 1224: "A SUPER column takes JSON: text needs double quotes, and NULL is null or an empty field."
    case 1221:
      "ENCODING UTF16 is for files with a byte order mark, UTF16LE and UTF16BE for those without; the default is UTF8."
    default: nil
    }
  }

  /// By the first bytes of a file that is no text; raw lines show bytes beyond ASCII as points.
  private static func formatHint(_ line: String) -> String? {
    let marks = [
      ("\u{1f}.", "compressed: add GZIP."), ("BZh", "compressed: add BZIP2."), ("(./.", "compressed: add ZSTD."),
      (".LZO", "compressed: add LZOP."), ("PAR1", "like Parquet, which is no text."),
      ("ORC", "like ORC, which is no text."),
      ("Obj\u{1}", "like Avro, which is no text."),
    ]
    return marks.first { line.hasPrefix($0.0) }.map { "The file looks \($0.1)" }
  }

  private static func isName(_ field: String) -> Bool {
    let isWord = field.utf8.allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7a || $0 == 0x5f || 0x30...0x39 ~= $0 }
    return field.utf8.count > 1 && isWord && field.first?.isLetter == true
  }

  private static func fieldsHint(_ error: LoadError) -> String {
    if error.rawLine.hasPrefix("{\"") || error.rawLine.hasPrefix("[{") {
      return "The line looks like JSON: add JSON 'auto', or a jsonpaths file."
    }
    if error.reason.hasPrefix("Invalid quote formatting") { return "A quote inside a field must be doubled." }
    let line = error.rawLine
    if error.code == 1214, !line.contains("|") {
      if line.contains(",") { return "The line has commas: add CSV, or DELIMITER ','." }
      if line.contains("\t") { return "The line has tabs: add DELIMITER '\\t'." }
      if line.contains(";") { return "The line has semicolons: add DELIMITER ';'." }
    }
    return "Compare the table's columns, or name a column list; check DELIMITER, CSV and compression."
  }

  private static func widthHint(_ error: LoadError) -> String {
    let bytes = error.rawField.utf8.count
    let isCut = bytes >= RawText.limit
    return
      "The value has \(isCut ? "more than" : "at least") \(bytes) bytes: make the column wider (lengths are bytes), or "
      + "add TRUNCATECOLUMNS."
  }

  private static func timeHint(_ field: String) -> String {
    let isNumber = field.utf8.allSatisfy { 0x30...0x39 ~= $0 }
    if isNumber, field.utf8.count == 13 { return "The value looks like milliseconds: add TIMEFORMAT 'epochmillisecs'." }
    if isNumber, field.utf8.count == 10 { return "The value looks like seconds: add TIMEFORMAT 'epochsecs'." }
    return "Add TIMEFORMAT 'auto', 'epochmillisecs', or the mask of the data."
  }

  private static func digitHint(_ error: LoadError) -> String {
    error.reason.contains("Value '.'")
      ? "The number has a fraction: make the column DECIMAL or DOUBLE PRECISION."
      : "The value stands in quotes: add CSV, or REMOVEQUOTES."
  }
}
