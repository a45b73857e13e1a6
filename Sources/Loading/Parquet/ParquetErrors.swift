import Catalogs
import Formats
import ObjectStore
import SQLTypes

/// What COPY says of Parquet files, in the words of Redshift's scan of files in S3 (copy.md 8.4 and 12c).
enum ParquetErrors {
  /// 15001: a text that does not fit; 15007: files that do not fit the table, and files that are none.
  static let (lengthCode, schemaCode) = (15001, 15007)

  static func scan(_ context: String, code: Int = schemaCode, hint: String? = nil) -> SQLError {
    var error = SQLError.compute("Spectrum Scan Error", code: code, context: context)
    error.hint = hint
    return error
  }

  static func columnCount(table: Int, file: Int, _ name: String) -> SQLError {
    scan(
      "Unmatched number of columns between table and file. Table columns: \(table), Data columns: \(file), "
        + "File name: \(name)",
      hint: file < table
        ? "Columns are matched by position: name those that the file has in a column list, or add FILLRECORD."
        : "Columns are matched by position: the table needs a column for each of the file.")
  }

  /// `source`: FROM's argument.
  static func incompatible(
    _ field: ParquetField, _ column: ColumnDefinition, _ source: String, _ name: String
  ) -> SQLError {
    let fitting = field.tableType.map { " takes a column of type \($0)" } ?? " has no type of Redshift's"
    return scan(
      "File '\(name)' has an incompatible Parquet schema for column '\(source).\(field.name)'. Column type: "
        + "\(column.type.scanName), Parquet schema:\n\(field)",
      hint: "Columns are matched by position, and types are not changed: \"\(column.name)\" meets the file's "
        + "\"\(field.name)\", which\(fitting).")
  }

  static func typeLength(_ field: ParquetField, expected: Int, found: Int, _ name: String) -> SQLError {
    scan(
      "File '\(name)' column '\(field.name)' has an invalid type length. Expecting: \(expected) len in file: \(found)",
      hint: field.tableType.map { "The file's column takes one of type \($0)." })
  }

  static func scale(_ field: ParquetField, file: Int, table: Int, _ name: String) -> SQLError {
    scan(
      "File '\(name)' column '\(field.name)' has a scale that does not match the table metadata scale. File metadata "
        + "scale: \(file), table metadata scale: \(table)",
      hint: field.tableType.map { "The file's column takes one of type \($0)." })
  }

  static func tooLong(_ column: ColumnDefinition, limit: Int, length: Int, _ name: String) -> String {
    "The length of the data column \(column.name) is longer than the length defined in the table. Table: \(limit), "
      + "Data: \(length), File name: \(name)"
  }

  static func tooLong(_ context: String) -> SQLError { scan(context, code: lengthCode) }

  /// `tail`: the file's last four bytes.
  static func noParquet(_ tail: [UInt8], _ name: String) -> SQLError {
    let shown = tail.map { (0x20..<0x7f).contains($0) ? String(UnicodeScalar($0)) : "." }.joined()
    return scan(
      "File '\(name)' has an invalid version number: \(shown)",
      hint:
        "A Parquet file ends with PAR1. COPY reads every object under the prefix: make the prefix longer where others "
        + "lie there, or say which format they have.")
  }

  static func fault(_ fault: ParquetFault, _ name: String) -> SQLError {
    if fault.isUnsupported {
      let column = fault.column.map { ", column \"\($0)\"" } ?? ""
      return .notSupported("\(fault.reason) (\(name)\(column))")
    }
    return scan("File '\(name)' is damaged: \(fault.text)")
  }

  // MARK: Manifests

  /// 15003: a manifest without the sizes that the scan needs.
  private static let manifestCode = 15003

  /// Errors: XX000 (15003) where an entry does not say how many bytes its file has.
  static func checkMeta(_ manifest: Manifest) throws(SQLError) {
    for entry in manifest.entries where entry.contentLength == nil {
      var error = SQLError.compute(
        entry.hasMeta
          ? "File entry's 'meta' does not have 'content_length' key." : "File entry does not have 'meta' key.",
        code: manifestCode, context: entry.url)
      error.hint = "A manifest of Parquet files needs {\"url\": …, \"meta\": {\"content_length\": bytes}} for each."
      throw error
    }
  }

  /// Errors: XX000 (15003) where a file is of another size than its entry says.
  static func checkSizes(_ manifest: Manifest, _ objects: [StoredObject]) throws(SQLError) {
    let sizes = Dictionary(objects.map { ($0.name, $0.size) }, uniquingKeysWith: { size, _ in size })
    for entry in manifest.entries {
      guard let expected = entry.contentLength, let found = sizes[entry.url], found != expected else { continue }
      throw scan(
        "File '\(entry.url)' has \(found) bytes, its entry in the manifest says content_length \(expected)",
        code: manifestCode)
    }
  }

  static let needsSerialization = SQLError(
    .internalError, "SUPER column in COPY query requires SERIALIZETOJSON option")
}

extension DataType {
  /// As the scan's messages name it.
  fileprivate var scanName: String {
    switch self {
    case .integer: "INT"
    case .char, .charIgnoringCase: "CHAR"
    case .varchar, .varcharIgnoringCase: "VARCHAR"
    case .decimal(let precision, let scale): "DECIMAL(\(precision), \(scale))"
    case .double: "DOUBLE"
    case .timestamp: "TIMESTAMP"
    case .timestamptz: "TIMESTAMPTZ"
    case .time: "TIME"
    case .timetz: "TIMETZ"
    case .varbyte: "VARBYTE"
    default: familyName.uppercased()
    }
  }
}
