import Formats
import SQLTypes

/// How the rows of an UNLOAD are written: its options, applied to the columns of its files.
struct UnloadFormat {
  let options: UnloadOptions
  let columns: [OutputColumn]

  /// Errors: 42601 for widths that are not the columns'; 42701 for names that JSON cannot have twice; XX000 for NULL AS
  /// wider than a character column; 0A000 for types that the format cannot hold.
  func rowFormat() throws(SQLError) -> RowFormat {
    try checkTypes()
    var format: RowFormat
    switch options.format {
    case .json: format = try json()
    case .csv:
      let writer = DelimitedWriter(
        delimiter: options.delimiter, null: String(decoding: options.nullText, as: UTF8.self))
      format = RowFormat(columns.map { _ in .csv(writer) }, delimiter: options.delimiter)
    case .delimited: format = RowFormat(columns.map(delimited), delimiter: options.delimiter)
    case .fixedWidth(let widths): format = try fixedWidth(widths)
    }
    if options.format != .json { format.style = .unload }
    if options.hasHeader { try format.addHeader(columns.map(\.name)) }
    return format
  }

  private func checkTypes() throws(SQLError) {
    for column in columns {
      guard let clause = clause(without: column.type) else { continue }
      throw SQLError(
        .featureNotSupported, "UNLOAD with \(clause) does not support columns of type \(column.type)",
        detail: "Column \"\(column.name)\" can be unloaded as CSV or delimited text.")
    }
  }

  /// What VARBYTE and HLLSKETCH, which are for text and CSV, cannot be unloaded with.
  private func clause(without type: DataType) -> String? {
    let isVarbyte = if case .varbyte = type { true } else { false }
    guard isVarbyte || type == .hllsketch else { return nil }
    return switch options.format {
    case .json: "JSON"
    case .fixedWidth: "FIXEDWIDTH"
    case .csv: nil
    case .delimited: isVarbyte && options.addsQuotes ? "ADDQUOTES" : nil
    }
  }

  /// The page says that ADDQUOTES quotes every field; its sample quotes the text column only. COPY reads both alike.
  private func delimited(_ column: OutputColumn) -> FieldFormat {
    .delimited(
      EscapingWriter(
        delimiter: options.delimiter, escapes: options.hasEscapes, quotes: options.addsQuotes, null: options.nullText,
        isText: column.type.physical == .string))
  }

  private func fixedWidth(_ widths: [Int]) throws(SQLError) -> RowFormat {
    guard widths.count == columns.count else {
      throw SQLError(
        .syntaxError, "FIXEDWIDTH describes \(widths.count) fields, but the query has \(columns.count) columns")
    }
    var writers: [FieldFormat] = []
    for (width, column) in zip(widths, columns) {
      var null = options.nullText
      if PaddingWriter.characters(null) > width {
        if column.type.isCharacter {
          throw SQLError(
            .internalError, "the NULL AS string is wider than column \"\(column.name)\", which has a width of \(width)")
        }
        null = []
      }
      writers.append(.fixedWidth(PaddingWriter(width: width, null: null, column: column.name)))
    }
    return RowFormat(writers, delimiter: nil)
  }

  private func json() throws(SQLError) -> RowFormat {
    var names: Set<String> = []
    for column in columns where !names.insert(column.name).inserted {
      throw SQLError(
        .duplicateColumn, "column \"\(column.name)\" appears more than once", hint: "JSON needs a name for each column."
      )
    }
    return RowFormat(json: columns.map { ($0.name, Self.kind($0.type)) })
  }

  /// Booleans are `t` and `f` (copy.md part 9); as strings, since JSON has no such words and COPY reads them back.
  private static func kind(_ type: DataType) -> JSONFieldWriter.Kind {
    switch type {
    case .smallint, .integer, .bigint, .decimal: .number
    case .real, .double: .float
    case .super: .document
    default: .string
    }
  }
}
