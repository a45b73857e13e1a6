import Catalogs
import Console

/// A table, as people name it, and the number of its rows.
struct TableRows: Hashable {
  var name: String
  var rows: Int

  static func all(of catalog: Catalog) -> [TableRows] {
    catalog.allTables.map { table in
      TableRows(name: PipelinePrinter.name(table.definition.name), rows: table.version.rowCount)
    }
  }
}

/// Tables, each with the number of its rows, one a line.
enum TableList {
  /// Empty where there is none.
  static func text(_ tables: [TableRows], style: Style) -> String {
    guard !tables.isEmpty else { return "" }
    let names = tables.map { TerminalText.line($0.name) }
    let width = names.map(DisplayWidth.of).max() ?? 0
    let lines = zip(names, tables).map { name, table in
      let count = DisplayWidth.padded(StatementLine.grouped(table.rows), 12, right: true)
      return "  \(DisplayWidth.padded(name, width))  \(count) row\(table.rows == 1 ? "" : "s")\n"
    }
    return "\n\(style.bold("tables"))\n\(lines.joined())"
  }
}
