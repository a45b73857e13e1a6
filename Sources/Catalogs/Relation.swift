import SQLTypes
import System

/// A table of the catalog: what it is and what it holds.
package struct TableEntry: Sendable {
  /// Never used twice, so that a table dropped and made again is another table.
  package let id: Int
  package var definition: TableDefinition
  package var version: TableVersion
  /// Of this state of the table: every change has another number, which is never used twice.
  package var revision = 0
  package let identity: IdentityCounter
  package let statistics = TableStatistics()
  /// Microseconds since 1970-01-01 UTC.
  package let created = WallClock.now

  package init(
    id: Int, definition: TableDefinition, version: TableVersion = .empty, identity: IdentityCounter = IdentityCounter()
  ) {
    self.id = id
    self.definition = definition
    self.version = version
    self.identity = identity
  }

  /// How many rows the planner counts on.
  package var rowEstimate: Int { definition.external?.rowEstimate ?? version.rowCount }
}

/// A view: the text of its query, bound again at each use.
package struct ViewEntry: Hashable, Sendable {
  package let id: Int
  package var name: TableName
  /// What it showed when it was made; none for a late-binding view, which shows what its query then gives.
  package var columns: [ColumnDefinition]
  /// The names of these columns in the query: what `*` stood for, whatever columns its tables get later.
  package var sourceNames: [String]
  /// The columns' own names, as CREATE VIEW lists them; may be fewer.
  package var aliases: [String]
  package var text: String
  package var isLateBinding: Bool
  /// Tables and views its query named when it was made: a DROP without CASCADE minds them, and names mean them whatever
  /// they are called now.
  package var dependencies: [Dependency]
  /// Of a materialized view.
  package var materialization: Materialization?

  /// A name as written in the query, and the id of what it meant.
  package struct Dependency: Hashable, Sendable {
    package var parts: [String]
    package var id: Int
    /// The relation's columns that the query names: the names that they have now, by those they had then.
    package var columns: [String: String]

    package init(parts: [String], id: Int, columns: Set<String>) {
      self.parts = parts
      self.id = id
      self.columns = Dictionary(uniqueKeysWithValues: columns.map { ($0, $0) })
    }

    /// With the columns that another use of the same relation names.
    package func merging(_ other: Dependency) -> Dependency {
      var both = self
      both.columns.merge(other.columns) { mine, _ in mine }
      return both
    }
  }

  package init(
    id: Int, name: TableName, columns: [ColumnDefinition], sourceNames: [String], aliases: [String], text: String,
    isLateBinding: Bool, dependencies: [Dependency]
  ) {
    self.id = id
    self.name = name
    self.columns = columns
    self.sourceNames = sourceNames
    self.aliases = aliases
    self.text = text
    self.isLateBinding = isLateBinding
    self.dependencies = dependencies
  }
}

extension ViewEntry {
  /// A column of a relation gets another name: the view goes on to read it.
  package mutating func renameColumn(of relation: Int, _ old: String, to new: String) {
    for index in dependencies.indices where dependencies[index].id == relation {
      dependencies[index].columns = dependencies[index].columns.mapValues { $0 == old ? new : $0 }
    }
  }
}

/// What a name in FROM may stand for.
package enum Relation: Sendable {
  case table(TableEntry)
  case view(ViewEntry)
  case system(SystemRelation)

  /// A materialized view, or the table that keeps the rows of one.
  package var isMaterialized: Bool {
    switch self {
    case .table(let table): table.definition.isMaterialized
    case .view(let view): view.materialization != nil
    case .system: false
    }
  }

  package var isExternal: Bool {
    if case .table(let table) = self { table.definition.external != nil } else { false }
  }

  /// Names of its columns, in their order.
  package var columnNames: [String] {
    switch self {
    case .table(let table): table.definition.columns.map(\.name)
    case .view(let view): view.columns.map(\.name)
    case .system(let relation): relation.columns.map(\.name)
    }
  }

  package var object: SecurableObject {
    switch self {
    case .table(let table): .relation(table.id)
    case .view(let view): .relation(view.id)
    case .system(let relation): .systemRelation(relation.name.name)
    }
  }

  package var name: TableName {
    switch self {
    case .table(let table): table.definition.name
    case .view(let view): view.name
    case .system(let relation): relation.name
    }
  }
}
