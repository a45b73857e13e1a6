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

  /// A way out, by the error's code (copy.md 8.1); nil where there is none to name.
  package static func hint(for error: LoadError) -> String? {
    if error.rawLine.hasPrefix("\u{1f}.") { return "The file looks compressed: add GZIP." }
    return switch error.code {
    case 1214 where error.reason == "Invalid quote formatting for CSV": "A quote inside a field must be doubled."
    case 1202, 1214:
      "Compare the table's columns, or name a column list; check DELIMITER, CSV and compression."
    case 1204 where error.reason.contains("length exceeds"):
      "Make the column wider (lengths are bytes), or add TRUNCATECOLUMNS."
    case 1204, 1222: "Give the column a wider type."
    case 1205: "Add DATEFORMAT 'auto', or the mask of the data."
    case 1206: "Add TIMEFORMAT 'auto', 'epochmillisecs', or the mask of the data."
    case 1207, 1208: "Give the column a type that holds the data, or correct the file."
    case 1213: "The column is NOT NULL: give it a DEFAULT and leave it out of the column list, or correct the file."
    case 1216 where error.reason.hasPrefix("Invalid JSONPath") && error.rawLine.hasPrefix("["):
      "An array is one record: write its objects one after the other, without brackets and commas."
    case 1216 where error.reason.hasPrefix("Invalid JSONPath"): "Compare the jsonpaths with the record."
    case 1216: "The record is cut off or is no JSON; MAXERROR n lets COPY go on without it."
    case 1220: "ACCEPTINVCHARS replaces such bytes in VARCHAR columns."
    default: nil
    }
  }
}
