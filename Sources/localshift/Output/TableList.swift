import Catalogs

/// The tables of a database, each with the number of its rows, one a line.
enum TableList {
  /// Empty where there is none.
  static func text(_ catalog: Catalog, style: Style) -> String {
    let tables = catalog.allTables.map { (PipelinePrinter.name($0.definition.name), $0.version.rowCount) }
    guard !tables.isEmpty else { return "" }
    let width = tables.map(\.0.count).max() ?? 0
    let lines = tables.map { table, rows in
      let blanks = String(repeating: " ", count: width - table.count)
      let count = StatementLine.grouped(rows)
      let indent = String(repeating: " ", count: max(0, 12 - count.count))
      return "  \(table)\(blanks)  \(indent)\(count) row\(rows == 1 ? "" : "s")\n"
    }
    return "\n\(style.bold("tables"))\n\(lines.joined())"
  }
}
