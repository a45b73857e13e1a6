/// A primary key, unique or foreign key of a table, as it is told apart from the table's others.
package struct TableKey: Hashable, Sendable {
  package let kind: ConstraintKind
  package let columns: [String]

  package init(_ kind: ConstraintKind, _ columns: [String]) {
    self.kind = kind
    self.columns = columns
  }
}

extension TableDefinition {
  /// All keys with their names, primary key first: as CONSTRAINT named them, and else as PostgreSQL does (`t_pkey`,
  /// `t_a_key`, `t_a_fkey`).
  package var keys: [(name: String, key: TableKey)] {
    let all =
      (primaryKey.isEmpty ? [] : [TableKey(.primaryKey, primaryKey)]) + uniqueKeys.map { TableKey(.unique, $0) }
      + foreignKeys.map { TableKey(.foreignKey, $0.columns) }
    var names = Set(keyNames.values)
    return all.map { key in (keyNames[key] ?? unusedName(for: key, &names), key) }
  }

  private func unusedName(for key: TableKey, _ names: inout Set<String>) -> String {
    let base =
      switch key.kind {
      case .primaryKey: "\(name.name)_pkey"
      case .unique: "\(name.name)_\(key.columns.joined(separator: "_"))_key"
      case .foreignKey: "\(name.name)_\(key.columns.joined(separator: "_"))_fkey"
      }
    var unused = base
    var count = 0
    while !names.insert(unused).inserted {
      count += 1
      unused = base + String(count)
    }
    return unused
  }

  /// The first of several that are alike.
  package mutating func removeKey(_ key: TableKey) {
    keyNames[key] = nil
    switch key.kind {
    case .primaryKey: primaryKey = []
    case .unique: uniqueKeys.firstIndex(of: key.columns).map { _ = uniqueKeys.remove(at: $0) }
    case .foreignKey: foreignKeys.firstIndex { $0.columns == key.columns }.map { _ = foreignKeys.remove(at: $0) }
    }
  }

  /// Keys that hold a column which is going.
  package mutating func removeKeys(with column: String) {
    for key in keys.map(\.key) where key.columns.contains(column) { removeKey(key) }
  }
}
