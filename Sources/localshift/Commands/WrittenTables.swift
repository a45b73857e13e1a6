import Catalogs
import SQLSyntax
import SQLTypes
import Sessions

/// The tables that the statements of a pipeline write, as they are named, and what a server says of them.
///
/// Names come from the statements and not from the server's catalog: on a cluster that is shared the catalog has other
/// people's tables, too.
struct WrittenTables {
  /// In the order in which they were written first.
  private var names: [QualifiedName] = []

  /// Takes note of what a statement that succeeded has written; a statement that cannot be parsed here names none.
  mutating func note(_ text: String) {
    guard let statement = try? SQLParser.parseStatement(text, caseSensitiveIdentifiers: false) else { return }
    for name in Self.names(statement) where !names.contains(where: { $0.parts == name.parts }) { names.append(name) }
  }

  private static func names(_ statement: Statement) -> [QualifiedName] {
    switch statement {
    case .createTable(let create): [create.name]
    case .createTableAs(let create): [create.name]
    case .query(let query):
      if case .select(let select) = query.body, let into = select.into { [into.name] } else { [] }
    case .insert(let insert): [insert.table]
    case .update(let update): [update.table]
    case .delete(let delete): [delete.table]
    case .truncate(let name): [name]
    case .copy(let copy): [copy.table]
    case .alterTable(let alter):
      if case .rename(let name) = alter.action {
        [QualifiedName(Array(alter.name.parts.dropLast()) + [name])]
      } else {
        [alter.name]
      }
    default: []
    }
  }

  /// Those that are there now, with the numbers of their rows. A transaction that is still open is given up: nobody
  /// will commit it.
  func counted(by session: any StatementExecutor) -> [TableRows] {
    if session.isInTransaction { _ = try? session.execute("ROLLBACK") }
    return names.compactMap { name in
      let written = name.parts.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ".")
      guard let result = try? session.execute("SELECT count(*) FROM \(written)"), let batch = result.batches.first,
        case .string(let count)? = batch.columns.first?.value(0), let rows = Int(count)
      else { return nil }
      let shown = name.parts.count == 2 && name.parts[0] == "public" ? name.parts[1] : name.parts.joined(separator: ".")
      return TableRows(name: shown, rows: rows)
    }
  }
}
