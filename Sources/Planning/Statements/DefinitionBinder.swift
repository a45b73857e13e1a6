import Catalogs
import SQLSyntax
import SQLTypes

/// Turns CREATE TABLE as written into a table's definition (copy.md part 10).
struct DefinitionBinder {
  let binder: Binder

  init(_ binder: Binder) { self.binder = binder }

  func bind(_ create: CreateTable, name: TableName) throws(SQLError) -> TableDefinition {
    var table = TableDefinition(name: name, columns: [])
    table.isTemporary = create.isTemporary || name.name.hasPrefix("#")
    for clause in create.likes { try copyColumns(of: clause, into: &table) }
    for clause in create.columns { try addColumn(clause, to: &table) }
    table.isEncodedAutomatically = !create.columns.contains(where: \.hasEncoding)
    for column in table.columns { try checkStorable(column, name) }
    guard !table.columns.isEmpty else { throw SQLError(.syntaxError, "a table must have at least one column") }
    try checkNames(table)
    try addKeys(create, to: &table)
    try apply(create.attributes, to: &table)
    return table
  }

  /// LIKE: names, types, NOT NULL, distribution and sorting; defaults where asked for. Of a system table, which scripts keep
  /// the history of in tables like it, names and types.
  private func copyColumns(of clause: LikeClause, into table: inout TableDefinition) throws(SQLError) {
    if case .system(let relation) = try binder.relation(clause.table) {
      let shown = relation.columns.dropLast(relation.hiddenCount)
      table.columns += shown.map { ColumnDefinition($0.name, $0.type) }
      return
    }
    let parent = try binder.table(clause.table).definition
    table.columns += parent.columns.map { column in
      var copy = column
      copy.identity = nil
      if !clause.includesDefaults { copy.defaultText = nil }
      return copy
    }
    table.isBackedUp = parent.isBackedUp
    table.distribution = parent.distribution
    table.sortKey = parent.sortKey
  }

  private func addColumn(_ clause: ColumnClause, to table: inout TableDefinition) throws(SQLError) {
    let column = try bindColumn(clause)
    try nameKeys(of: clause, in: &table)
    for attribute in clause.attributes {
      switch attribute {
      case .distkey:
        if case .key(let other) = table.distribution {
          throw SQLError(
            .syntaxError, "multiple DISTKEY columns, \"\(other)\" and \"\(clause.name)\", are not allowed")
        }
        table.distribution = .key(clause.name)
      case .sortkey:
        if case .compound(let columns) = table.sortKey {
          table.sortKey = .compound(columns + [clause.name])
        } else {
          table.sortKey = .compound([clause.name])
        }
      case .primaryKey: table.primaryKey.append(clause.name)
      case .unique: table.uniqueKeys.append([clause.name])
      case .references(let target, let columns):
        table.foreignKeys.append(try foreignKey([clause.name], target, columns, in: table))
      default: break
      }
    }
    table.columns.append(column)
  }

  /// One column with the attributes that are its own.
  func bindColumn(_ clause: ColumnClause) throws(SQLError) -> ColumnDefinition {
    var column = ColumnDefinition(
      clause.name, try TypeRules.dataType(clause.type).ignoringCase(binder.names.ignoresCase))
    for attribute in clause.attributes {
      switch attribute {
      case .notNull, .primaryKey: column.isNullable = false
      case .defaultValue(let expression, let text):
        _ = try FunctionCatalog.cast(binder.bindConstant(expression), to: column.type, .assignment)
        column.defaultText = text
      case .identity(let seed, let step):
        try setIdentity(&column, Identity(seed: Int64(seed), step: Int64(step), isByDefault: false))
      case .generatedIdentity(let seed, let step):
        try setIdentity(&column, Identity(seed: Int64(seed), step: Int64(step), isByDefault: true))
      case .encode(let name): column.encoding = try encoding(name)
      case .collate(let caseSensitive):
        column.type = try FunctionCatalog.collated(column.type, ignoresCase: !caseSensitive)
      case .null, .distkey, .sortkey, .unique, .references, .constraintName: break
      }
    }
    return column
  }

  /// 0A000 for a type that only system relations have.
  func checkStorable(_ column: ColumnDefinition, _ table: TableName) throws(SQLError) {
    guard column.type.isCatalogType else { return }
    throw SQLError(
      .featureNotSupported,
      "Column \"\(table.name).\(column.name)\" has unsupported type \"\(column.type.familyName)\".")
  }

  private func setIdentity(_ column: inout ColumnDefinition, _ identity: Identity) throws(SQLError) {
    guard column.type == .integer || column.type == .bigint else {
      throw SQLError(
        .syntaxError, "identity column type must be INT or BIGINT",
        hint: "column \"\(column.name)\" is \(column.type)")
    }
    column.identity = identity
    column.isNullable = false
  }

  func encoding(_ name: String) throws(SQLError) -> String {
    let known = [
      "auto", "az64", "bytedict", "delta", "delta32k", "lzo", "mostly8", "mostly16", "mostly32", "raw", "runlength",
      "text255", "text32k", "zstd", "none",
    ]
    guard known.contains(name.lowercased()) else {
      throw SQLError(.undefinedObject, "encoding type \"\(name)\" does not exist")
    }
    return name.lowercased()
  }

  func checkNames(_ table: TableDefinition) throws(SQLError) {
    var seen = Set<String>()
    for column in table.columns where !seen.insert(column.name).inserted {
      throw SQLError(.duplicateColumn, "column \"\(column.name)\" specified more than once")
    }
    guard table.columns.count <= 1600 else {
      throw SQLError(SQLState("54011"), "tables can have at most 1600 columns")
    }
  }
}

extension Binder {
  /// The definition CREATE TABLE asks for, under the name it will have.
  package func bindDefinition(_ create: CreateTable, name: TableName) throws(SQLError) -> TableDefinition {
    try DefinitionBinder(self).bind(create, name: name)
  }

  /// A column to be added to `table`.
  package func bindColumn(_ clause: ColumnClause, of table: TableName) throws(SQLError) -> ColumnDefinition {
    let definitions = DefinitionBinder(self)
    let column = try definitions.bindColumn(clause)
    try definitions.checkStorable(column, table)
    return column
  }

  package func add(_ constraint: TableConstraint, to table: inout TableDefinition) throws(SQLError) {
    try DefinitionBinder(self).add(constraint, to: &table)
  }

  package func apply(_ attributes: TableAttributes, to table: inout TableDefinition) throws(SQLError) {
    try DefinitionBinder(self).apply(attributes, to: &table)
  }

  /// The name of an encoding as it is kept; 42704 for one that does not exist.
  package func encoding(_ name: String) throws(SQLError) -> String { try DefinitionBinder(self).encoding(name) }

  /// The same of a table that has others already, which go. Throws 0A000 for those that it has.
  package func reapply(_ attributes: TableAttributes, to table: inout TableDefinition) throws(SQLError) {
    let old = table
    if attributes.style != nil || attributes.distributionKey != nil {
      table.distribution = .auto
      try apply(attributes, to: &table)
      try DefinitionBinder.refuseSame(old.distribution, table.distribution)
    } else {
      try apply(attributes, to: &table)
    }
    if attributes.sortKey != nil { try DefinitionBinder.refuseSame(old.sortKey, table.sortKey) }
  }

  /// The definition of a table made from a query's columns (CREATE TABLE AS): nothing is inherited but names and types.
  package func bindDefinition(_ create: CreateTableAs, name: TableName, columns: [OutputColumn]) throws(SQLError)
    -> TableDefinition
  {
    var columns = columns
    guard create.columns.count <= columns.count else {
      throw SQLError(.syntaxError, "CREATE TABLE AS specifies too many column names")
    }
    try rename(&columns, to: create.columns, of: name.name)
    var seen = Set<String>()
    for column in columns where !seen.insert(column.name).inserted {
      throw SQLError(.duplicateColumn, "column \"\(column.name)\" specified more than once")
    }
    var table = TableDefinition(name: name, columns: columns.map { ColumnDefinition($0.name, $0.type) })
    table.isTemporary = create.isTemporary || name.name.hasPrefix("#")
    for column in table.columns { try DefinitionBinder(self).checkStorable(column, name) }
    try InheritedKeys(self, create.query)?.apply(to: &table, besides: create.attributes)
    try apply(create.attributes.named(by: table), to: &table)
    return table
  }

  /// The value of a column's DEFAULT in the column's type; NULL where it has none.
  package func bindDefault(_ column: ColumnDefinition) throws(SQLError) -> BoundExpression {
    guard let text = column.defaultText else { return .constant(.null, column.type) }
    return try FunctionCatalog.cast(bindConstant(SQLParser.parseExpression(text)), to: column.type, .assignment)
  }
}

extension ColumnClause {
  package var hasEncoding: Bool {
    attributes.contains { if case .encode = $0 { true } else { false } }
  }
}
