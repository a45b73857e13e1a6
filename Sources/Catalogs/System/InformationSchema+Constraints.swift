import SQLTypes

/// INFORMATION_SCHEMA: the constraints of tables and the columns they are about, and the roles of who asks.
extension SystemRelation {
  static let informationSchemaConstraints = [
    tableConstraints, keyColumnUsage, referentialConstraints, constraintColumnUsage, applicableRoles, enabledRoles,
  ]

  private static let tableConstraints = SystemRelation(
    "table_constraints", schema: "information_schema", rows: \.objects.constraints
  ) {
    constraintNames
    SystemColumn.database("table_catalog")
    SystemColumn("table_schema", .identifier) { $0.table.definition.name.schema }
    SystemColumn("table_name", .identifier) { $0.table.definition.name.name }
    SystemColumn("constraint_type", .identifier) { $0.kind.words }
    SystemColumn.constant("is_deferrable", .varchar(3), "NO")
    SystemColumn.constant("initially_deferred", .varchar(3), "NO")
  }

  @SystemColumnBuilder<ConstraintObject>
  private static var constraintNames: [SystemColumn<ConstraintObject>] {
    SystemColumn.database("constraint_catalog")
    SystemColumn("constraint_schema", .identifier) { $0.table.definition.name.schema }
    SystemColumn("constraint_name", .identifier) { $0.name }
  }

  private static let keyColumnUsage = SystemRelation(
    "key_column_usage", schema: "information_schema", rows: \.objects.keyColumns
  ) {
    SystemColumn.database("constraint_catalog")
    SystemColumn("constraint_schema", .identifier) { $0.constraint.table.definition.name.schema }
    SystemColumn("constraint_name", .identifier) { $0.constraint.name }
    SystemColumn.database("table_catalog")
    SystemColumn("table_schema", .identifier) { $0.constraint.table.definition.name.schema }
    SystemColumn("table_name", .identifier) { $0.constraint.table.definition.name.name }
    SystemColumn("column_name", .identifier) { $0.constraint.columns[$0.index] }
    SystemColumn("ordinal_position", .integer) { $0.index + 1 }
  }

  private static let referentialConstraints = SystemRelation(
    "referential_constraints", schema: "information_schema", rows: \.objects.foreignKeys
  ) {
    constraintNames
    SystemColumn.database("unique_constraint_catalog")
    SystemColumn("unique_constraint_schema", .identifier) { $0.referenced?.schema }
    SystemColumn("unique_constraint_name", .identifier) { $0.referencedKey(in: $1)?.name }
    SystemColumn.constant("match_option", .identifier, "NONE")
    SystemColumn.constant("update_rule", .identifier, "NO ACTION")
    SystemColumn.constant("delete_rule", .identifier, "NO ACTION")
  }

  /// The columns that a foreign key refers to; of the other keys their own.
  private static let constraintColumnUsage = SystemRelation(
    "constraint_column_usage", schema: "information_schema", rows: \.usedColumns
  ) {
    SystemColumn.database("table_catalog")
    SystemColumn("table_schema", .identifier) { $0.table.schema }
    SystemColumn("table_name", .identifier) { $0.table.name }
    SystemColumn("column_name", .identifier) { $0.column }
    SystemColumn.database("constraint_catalog")
    SystemColumn("constraint_schema", .identifier) { $0.constraint.table.definition.name.schema }
    SystemColumn("constraint_name", .identifier) { $0.constraint.name }
  }

  private static let applicableRoles = SystemRelation(
    empty: "applicable_roles", schema: "information_schema",
    ["grantee": .identifier, "role_name": .identifier, "is_grantable": .varchar(3)])

  private static let enabledRoles = SystemRelation(
    empty: "enabled_roles", schema: "information_schema", ["role_name": .identifier])
}

/// A column of a key.
package struct KeyColumn: Sendable {
  let constraint: ConstraintObject
  /// From 0.
  let index: Int
}

/// A column that a constraint is about.
private struct UsedColumn {
  let constraint: ConstraintObject
  let table: TableName
  let column: String
}

extension ObjectDirectory {
  var keyColumns: [KeyColumn] {
    constraints.flatMap { constraint in
      constraint.columns.indices.map { KeyColumn(constraint: constraint, index: $0) }
    }
  }

  var foreignKeys: [ConstraintObject] { constraints.filter { $0.kind == .foreignKey } }
}

extension SystemContext {
  fileprivate var usedColumns: [UsedColumn] {
    objects.constraints.flatMap { constraint -> [UsedColumn] in
      guard constraint.kind == .foreignKey else {
        return constraint.columns.map {
          UsedColumn(constraint: constraint, table: constraint.table.definition.name, column: $0)
        }
      }
      guard let target = constraint.target(in: self)?.definition else { return [] }
      return (constraint.targetNumbers(in: self) ?? []).map {
        UsedColumn(constraint: constraint, table: target.name, column: target.columns[$0 - 1].name)
      }
    }
  }
}

extension ConstraintObject {
  /// The primary key or unique constraint that a foreign key refers to; nil where no such key is declared.
  func referencedKey(in context: SystemContext) -> ConstraintObject? {
    guard let target = target(in: context), let numbers = targetNumbers(in: context) else { return nil }
    return context.objects.constraints(of: target).first { key in
      key.kind != .foreignKey && Set(key.columnNumbers) == Set(numbers)
    }
  }
}

extension ConstraintKind {
  fileprivate var words: String {
    switch self {
    case .primaryKey: "PRIMARY KEY"
    case .unique: "UNIQUE"
    case .foreignKey: "FOREIGN KEY"
    }
  }
}
