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
  package var distribution = DistributionStyle.auto
  package var sortKey = SortKey.auto
  /// Declared, trusted by the planner of a cluster, never enforced (sql.md 1.2).
  package var primaryKey: [String] = []
  package var uniqueKeys: [[String]] = []
  package var foreignKeys: [ForeignKey] = []

  package init(name: TableName, columns: [ColumnDefinition]) {
    self.name = name
    self.columns = columns
  }

  package func index(of column: String) -> Int? { columns.firstIndex { $0.name == column } }

  package var types: [DataType] { columns.map(\.type) }
}
