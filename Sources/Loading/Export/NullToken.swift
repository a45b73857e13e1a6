import Columnar

/// Chooses the text that stands for NULL in a table's files: `\N` as COPY expects it, unless a value says the same.
///
/// Whether COPY takes a quoted token for NULL is not known, so no value may equal the one chosen. Where a string holds
/// a NUL, the token is one: only NULL AS '\0' makes COPY read NULs as data (copy.md part 3).
enum NullToken {
  private static let nul = "\0"

  /// As NULL AS takes it.
  static func literal(_ token: String) -> String { DDLText.optionLiteral(token == nul ? "\\0" : token) }

  /// The view of `\N`.
  static let usual = Array("\\N".utf8).withUnsafeBytes { bytes in
    bytes.baseAddress.map { StringView($0, count: bytes.count) } ?? .empty
  }

  static func choose(for batches: [Batch], _ survey: TableSurvey) -> String {
    if survey.mayHoldNUL { return nul }
    return survey.mayHoldNullToken ? choose(for: batches) : "\\N"
  }

  private static func choose(for batches: [Batch]) -> String {
    let columns = batches.flatMap { batch in
      batch.columns.compactMap { column -> StringColumn? in
        if case .strings(let strings) = column.storage { strings } else { nil }
      }
    }
    var number = 0
    var token = "\\N"
    while columns.contains(where: { contains(token, in: $0) }) {
      number += 1
      token = "@N\(number)@"
    }
    return token
  }

  private static func contains(_ token: String, in column: StringColumn) -> Bool {
    var token = token
    return token.withUTF8 { bytes in
      bytes.baseAddress.map { StringView($0, count: bytes.count).isValue(of: column) } ?? false
    }
  }
}

extension StringView {
  /// For a short string, whose view tells without a look at bytes elsewhere. NULL rows have the empty string's view.
  func isAmongValues(of column: StringColumn) -> Bool {
    column.values.withUnsafeBufferPointer { values in values.contains { $0.isIdentical(to: self) } }
  }

  /// The same of a column's rows: a dictionary may hold values of no row; which ones depends on the threads that made
  /// it.
  func isValue(of column: StringColumn) -> Bool {
    guard isAmongValues(of: column) else { return false }
    return column.codes == nil || column.flat.values.contains { $0.isIdentical(to: self) }
  }
}
