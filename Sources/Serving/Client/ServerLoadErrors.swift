import Catalogs
import SQLTypes
import Sessions

/// Asks a server for the rows that its last COPY refused: of a provisioned cluster in `stl_load_errors`, of a workgroup
/// in `sys_load_error_detail`.
struct ServerLoadErrors {
  private let session: any StatementExecutor

  init(_ session: any StatementExecutor) { self.session = session }

  /// The relation that a message of COPY tells to look at; nil where it tells of none.
  static func relation(in message: String) -> String? {
    ["stl_load_errors", "sys_load_error_detail"].first { message.contains($0) }
  }

  /// At most `limit` of them, in the order of their files; none where the server does not let them be seen.
  func last(in relation: String, limit: Int = 1000) -> [LoadError] {
    guard let result = try? session.execute(query(relation) + " LIMIT \(limit)") else { return [] }
    return result.batches.flatMap { batch in
      (0..<batch.count).map { row in Self.error(batch.columns.map { Self.text($0.value(row)) }) }
    }
  }

  private func query(_ relation: String) -> String {
    let columns =
      relation == "stl_load_errors"
      ? "filename, line_number, colname, type, col_length, raw_field_value, err_code, err_reason"
      : "file_name, line_number, column_name, column_type, column_length, '', error_code, error_message"
    let key = relation == "stl_load_errors" ? "query" : "query_id"
    return "SELECT \(columns) FROM \(relation) WHERE \(key) = pg_last_copy_id() ORDER BY 1, 2"
  }

  private static func error(_ fields: [String]) -> LoadError {
    var error = LoadError(
      fileName: fields[0], lineNumber: Int(fields[1]) ?? 0, code: Int(fields[6]) ?? 0, reason: fields[7])
    error.columnName = fields[2]
    error.columnType = fields[3]
    error.columnLength = fields[4]
    error.rawField = fields[5]
    return error
  }

  /// Without the blanks that fill up the columns of these relations.
  private static func text(_ value: Value) -> String {
    guard case .string(let text) = value else { return "" }
    return String(text.reversed().drop { $0 == " " }.reversed())
  }
}
