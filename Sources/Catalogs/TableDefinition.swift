import SQLTypes

/// A table as declared.
package struct TableDefinition: Hashable, Sendable {
  package enum DistributionStyle: Hashable, Sendable {
    case auto, even, all
    case key(String)
  }

  package enum SortKey: Hashable, Sendable {
    case auto, none
    case compound([String])
    case interleaved([String])
  }

  package struct ForeignKey: Hashable, Sendable {
    package var columns: [String]
    package var table: TableName
    package var referenced: [String]

    package init(columns: [String], table: TableName, referenced: [String]) {
      self.columns = columns
      self.table = table
      self.referenced = referenced
    }
  }

  package var name: TableName
  package var columns: [ColumnDefinition]
  package var isTemporary = false
  /// That it keeps the rows of a materialized view, and nothing but its REFRESH writes them.
  package var isMaterialized = false
  /// ENCODE AUTO: that Redshift may choose other encodings for its columns.
  package var isEncodedAutomatically = true
  /// BACKUP: whether snapshots of a cluster would hold it.
  package var isBackedUp = true
  package var distribution = DistributionStyle.auto
  package var sortKey = SortKey.auto
  /// Declared, trusted by the planner of a cluster, never enforced (sql.md 1.2).
  package var primaryKey: [String] = []
  package var uniqueKeys: [[String]] = []
  package var foreignKeys: [ForeignKey] = []
  /// Of a table whose rows lie in S3.
  package var external: ExternalTable?
  /// Of those that CONSTRAINT named.
  package var keyNames: [TableKey: String] = [:]

  package init(name: TableName, columns: [ColumnDefinition]) {
    self.name = name
    self.columns = columns
  }

  /// How many of the columns, the last ones, are found by name only and not shown by `*`.
  package var hiddenCount: Int { external == nil ? 0 : ExternalTable.pseudoColumns.count }

  package func index(of column: String) -> Int? { columns.firstIndex { $0.name == column } }

  package var types: [DataType] { columns.map(\.type) }

  /// `distkey` or `sortkey` where rows are distributed or sorted by the column.
  package func keyKind(of column: String) -> String? {
    if distribution == .key(column) { return "distkey" }
    return switch sortKey {
    case .compound(let columns), .interleaved(let columns): columns.contains(column) ? "sortkey" : nil
    case .auto, .none: nil
    }
  }

  /// A column's new name, wherever a key mentions it.
  package mutating func renameInKeys(_ old: String, to new: String) {
    func renamed(_ names: [String]) -> [String] { names.map { $0 == old ? new : $0 } }
    if distribution == .key(old) { distribution = .key(new) }
    switch sortKey {
    case .compound(let columns): sortKey = .compound(renamed(columns))
    case .interleaved(let columns): sortKey = .interleaved(renamed(columns))
    case .auto, .none: break
    }
    keyNames = Dictionary(uniqueKeysWithValues: keyNames.map { (TableKey($0.kind, renamed($0.columns)), $1) })
    primaryKey = renamed(primaryKey)
    uniqueKeys = uniqueKeys.map(renamed)
    for index in foreignKeys.indices { foreignKeys[index].columns = renamed(foreignKeys[index].columns) }
  }
}

extension TableDefinition {
  /// Which column a name that none has may have meant.
  package func hint(for name: String) -> String? {
    EditDistance.nearest(to: name, among: columns.map(\.name)).map { "Perhaps you meant the column \"\($0)\"." }
  }
}
