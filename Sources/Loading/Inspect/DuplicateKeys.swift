import Catalogs
import Columnar
import SQLTypes

/// Says where a declared key repeats: Redshift enforces none, and its planner trusts them all (copy.md part 10).
package enum DuplicateKeys {
  /// Of larger tables only the first rows are looked at.
  private static let rowLimit = 2_000_000

  package static func advice(_ table: TableDefinition, _ version: TableVersion) -> [String] {
    let keys =
      (table.primaryKey.isEmpty ? [] : [("PRIMARY KEY", table.primaryKey)]) + table.uniqueKeys.map { ("UNIQUE", $0) }
    return keys.compactMap { kind, names in
      let columns = names.compactMap { table.index(of: $0) }
      guard columns.count == names.count, !columns.contains(where: { table.columns[$0].identity != nil }) else {
        return nil
      }
      return fault(first(version, columns)).map { repeated, rows, example in
        "the \(kind) (\(names.joined(separator: ", "))) of table \"\(table.name.name)\" is not unique: \(repeated) of "
          + "\(rows) rows repeat a key, such as \(example). Redshift enforces no key, and its planner trusts them."
      }
    }
  }

  private static func first(_ version: TableVersion, _ columns: [Int]) -> [Batch] {
    var rows = 0
    let batches = version.batches.prefix { batch in
      defer { rows += batch.count }
      return rows < rowLimit
    }
    return batches.map { batch in Batch(columns.map(batch.column), count: batch.count) }
  }

  /// Rows whose key an earlier row has, rows in all, and the first such key. NULLs are no keys.
  private static func fault(_ batches: [Batch]) -> (repeated: Int, rows: Int, example: String)? {
    guard !batches.isEmpty else { return nil }
    var whole = Batch.concatenate(batches, types: []).expanded
    if let complete = KeyColumns(whole.columns, count: whole.count).completeness {
      whole = whole.gather(complete.indices.filter { complete[$0] }.map { UInt32($0) })
    }
    let keys = KeyColumns(whole.columns, count: whole.count)
    let grouping = RowGroups(keys, hashes: keys.hashes())
    guard grouping.count < whole.count,
      let row = grouping.groups.indices.first(where: { Int(grouping.firstRows[Int(grouping.groups[$0])]) != $0 })
    else { return nil }
    let texts = whole.columns.map { ValueText.text(of: $0.value(row), type: $0.type).map { "'\($0)'" } ?? "NULL" }
    return (whole.count - grouping.count, whole.count, texts.joined(separator: ", "))
  }
}
