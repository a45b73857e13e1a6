import Catalogs

/// The tables of a database, each with the number of its rows, one a line.
enum TableList {
  /// Empty where there is none.
  static func text(_ catalog: Catalog, style: Style) -> String {
    let tables = catalog.allTables.map { table in
      (TerminalText.line(PipelinePrinter.name(table.definition.name)), table.version.rowCount)
    }
    guard !tables.isEmpty else { return "" }
    let width = tables.map { DisplayWidth.of($0.0) }.max() ?? 0
    let lines = tables.map { table, rows in
      let count = DisplayWidth.padded(StatementLine.grouped(rows), 12, right: true)
      return "  \(DisplayWidth.padded(table, width))  \(count) row\(rows == 1 ? "" : "s")\n"
    }
    return "\n\(style.bold("tables"))\n\(lines.joined())"
  }
}
