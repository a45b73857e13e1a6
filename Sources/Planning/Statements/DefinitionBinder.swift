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
    for column in table.columns { try checkStorable(column, name) }
    guard !table.columns.isEmpty else { throw SQLError(.syntaxError, "a table must have at least one column") }
    try checkNames(table)
    try addKeys(create, to: &table)
    try apply(create.attributes, to: &table)
    return table
  }

  /// LIKE: names, types, NOT NULL, distribution and sorting; defaults where asked for.
  private func copyColumns(of clause: LikeClause, into table: inout TableDefinition) throws(SQLError) {
    let parent = try binder.table(clause.table).definition
    table.columns += parent.columns.map { column in
      var copy = column
      copy.identity = nil
      if !clause.includesDefaults { copy.defaultText = nil }
      return copy
    }
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

  /// `a INT CONSTRAINT k PRIMARY KEY`
  private func nameKeys(of clause: ColumnClause, in table: inout TableDefinition) throws(SQLError) {
    for (attribute, following) in zip(clause.attributes, clause.attributes.dropFirst()) {
      guard case .constraintName(let name) = attribute else { continue }
      switch following {
      case .primaryKey: try setName(name, of: TableKey(.primaryKey, [clause.name]), in: &table)
      case .unique: try setName(name, of: TableKey(.unique, [clause.name]), in: &table)
      case .references: try setName(name, of: TableKey(.foreignKey, [clause.name]), in: &table)
      default: break
      }
    }
  }

  /// 42710 where another constraint of the table has that name.
  private func setName(_ name: Identifier?, of key: TableKey, in table: inout TableDefinition) throws(SQLError) {
    guard let name else { return }
    guard !table.keys.contains(where: { $0.name == name }), !table.keyNames.values.contains(name) else {
      throw SQLError(
        .duplicateObject, "constraint \"\(name)\" for relation \"\(table.name.name)\" already exists")
    }
    table.keyNames[key] = name
  }

  /// One column with the attributes that are its own.
  func bindColumn(_ clause: ColumnClause) throws(SQLError) -> ColumnDefinition {
    var column = ColumnDefinition(clause.name, try TypeRules.dataType(clause.type))
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
        guard caseSensitive else { throw .notSupported("COLLATE CASE_INSENSITIVE") }
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

  private func addKeys(_ create: CreateTable, to table: inout TableDefinition) throws(SQLError) {
    for constraint in create.constraints { try add(constraint, to: &table) }
    for name in table.primaryKey {
      if let index = table.index(of: name) { table.columns[index].isNullable = false }
    }
  }

  /// Records a constraint; columns of a primary key become NOT NULL, nothing else is enforced.
  func add(_ constraint: TableConstraint, to table: inout TableDefinition) throws(SQLError) {
    switch constraint.kind {
    case .primaryKey(let columns):
      try check(columns, of: table, clause: "key")
      guard table.primaryKey.isEmpty else {
        throw SQLError(
          SQLState("42P16"), "multiple primary keys for table \"\(table.name.name)\" are not allowed")
      }
      try setName(constraint.name, of: TableKey(.primaryKey, columns), in: &table)
      table.primaryKey = columns
    case .unique(let columns):
      try check(columns, of: table, clause: "key")
      try setName(constraint.name, of: TableKey(.unique, columns), in: &table)
      table.uniqueKeys.append(columns)
    case .foreignKey(let columns, let target, let referenced):
      try check(columns, of: table, clause: "foreign key constraint")
      let key = try foreignKey(columns, target, referenced, in: table)
      try setName(constraint.name, of: TableKey(.foreignKey, columns), in: &table)
      table.foreignKeys.append(key)
    }
  }

  private func foreignKey(
    _ columns: [Identifier], _ target: QualifiedName, _ referenced: [Identifier], in table: TableDefinition
  ) throws(SQLError) -> TableDefinition.ForeignKey {
    if target.parts.count == 1, target.last == table.name.name {
      return TableDefinition.ForeignKey(columns: columns, table: table.name, referenced: referenced)
    }
    let parent = try binder.table(target, for: .references).definition
    for name in referenced where parent.index(of: name) == nil {
      throw SQLError(.undefinedColumn, "column \"\(name)\" referenced in foreign key constraint does not exist")
    }
    return TableDefinition.ForeignKey(
      columns: columns, table: parent.name, referenced: referenced.isEmpty ? parent.primaryKey : referenced)
  }

  private func check(_ columns: [Identifier], of table: TableDefinition, clause: String) throws(SQLError) {
    for name in columns where table.index(of: name) == nil {
      throw SQLError(.undefinedColumn, "column \"\(name)\" named in \(clause) does not exist")
    }
  }

  /// Distribution and sorting at the table's level.
  func apply(_ attributes: TableAttributes, to table: inout TableDefinition) throws(SQLError) {
    if let key = attributes.distributionKey {
      try check([key], of: table, clause: "DISTKEY")
      guard attributes.style == nil || attributes.style == .key else {
        throw SQLError(.syntaxError, "DISTSTYLE must be KEY or omitted where a DISTKEY is given")
      }
      table.distribution = .key(key)
    } else if let style = attributes.style {
      table.distribution = try distribution(style, table)
    }
    switch attributes.sortKey {
    case .compound(let columns):
      try check(columns, of: table, clause: "SORTKEY")
      table.sortKey = .compound(columns)
    case .interleaved(let columns):
      try check(columns, of: table, clause: "SORTKEY")
      table.sortKey = .interleaved(columns)
    case .auto: table.sortKey = .auto
    case .some(.none): table.sortKey = .none
    case nil: break
    }
    try checkKeyTypes(of: table)
  }

  /// SUPER values neither distribute nor sort rows (AWS documentation, "Limitations" of SUPER).
  private func checkKeyTypes(of table: TableDefinition) throws(SQLError) {
    var keys: [Identifier] = []
    if case .key(let name) = table.distribution { keys.append(name) }
    switch table.sortKey {
    case .compound(let names), .interleaved(let names): keys += names
    default: break
    }
    for column in table.columns where column.type == .super && keys.contains(column.name) {
      throw SQLError(
        .featureNotSupported, "column \"\(column.name)\" of type super cannot be a distribution or sort key")
    }
  }

  private func distribution(_ style: TableAttributes.DistributionStyle, _ table: TableDefinition) throws(SQLError)
    -> TableDefinition.DistributionStyle
  {
    if case .key = table.distribution {
      guard style == .key else {
        throw SQLError(.syntaxError, "DISTSTYLE must be KEY or omitted where a DISTKEY is given")
      }
      return table.distribution
    }
    switch style {
    case .auto: return .auto
    case .even: return .even
    case .all: return .all
    case .key: throw SQLError(.syntaxError, "DISTSTYLE KEY requires a DISTKEY column")
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

  /// The same of a table that has others already, which go.
  package func reapply(_ attributes: TableAttributes, to table: inout TableDefinition) throws(SQLError) {
    if attributes.style != nil || attributes.distributionKey != nil { table.distribution = .auto }
    try apply(attributes, to: &table)
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

extension TableAttributes {
  /// With names for the columns that are given by number.
  fileprivate func named(by table: TableDefinition) -> TableAttributes {
    func name(_ key: Identifier) -> Identifier {
      guard table.index(of: key) == nil, let number = Int(key), table.columns.indices.contains(number - 1) else {
        return key
      }
      return table.columns[number - 1].name
    }
    var attributes = self
    attributes.distributionKey = distributionKey.map(name)
    switch sortKey {
    case .compound(let columns): attributes.sortKey = .compound(columns.map(name))
    case .interleaved(let columns): attributes.sortKey = .interleaved(columns.map(name))
    case .auto, .some(.none), nil: break
    }
    return attributes
  }
}
