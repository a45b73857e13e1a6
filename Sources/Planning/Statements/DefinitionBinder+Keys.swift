import Catalogs
import SQLSyntax
import SQLTypes

/// Constraints, distribution and sorting of a table.
extension DefinitionBinder {
  /// `a INT CONSTRAINT k PRIMARY KEY`
  func nameKeys(of clause: ColumnClause, in table: inout TableDefinition) throws(SQLError) {
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

  func addKeys(_ create: CreateTable, to table: inout TableDefinition) throws(SQLError) {
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

  func foreignKey(
    _ columns: [Identifier], _ target: QualifiedName, _ referenced: [Identifier], in table: TableDefinition
  ) throws(SQLError) -> TableDefinition.ForeignKey {
    if target.parts == [table.name.name] || target.parts == [table.name.schema, table.name.name] {
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

  /// Distribution, sorting and the like at the table's level.
  func apply(_ attributes: TableAttributes, to table: inout TableDefinition) throws(SQLError) {
    if let backup = attributes.backup { table.isBackedUp = backup }
    if attributes.encodeAuto { table.isEncodedAutomatically = true }
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

  /// Values of SUPER, VARBYTE and HLLSKETCH neither distribute nor sort rows (AWS documentation, "Limitations" of
  /// SUPER, "VARBYTE type", "HLLSKETCH type").
  private func checkKeyTypes(of table: TableDefinition) throws(SQLError) {
    var keys: [Identifier] = []
    if case .key(let name) = table.distribution { keys.append(name) }
    switch table.sortKey {
    case .compound(let names), .interleaved(let names): keys += names
    default: break
    }
    for column in table.columns where keys.contains(column.name) {
      guard column.type == .super || column.type == .hllsketch || column.type.isVarbyte else { continue }
      throw SQLError(
        .featureNotSupported,
        "column \"\(column.name)\" of type \(column.type.familyName) cannot be a distribution or sort key")
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

  /// ALTER to the distribution that the table has; one that Redshift chose is always given up for a stated one.
  static func refuseSame(
    _ old: TableDefinition.DistributionStyle, _ new: TableDefinition.DistributionStyle
  ) throws(SQLError) {
    guard old == new else { return }
    switch new {
    case .auto: break
    case .key: throw SQLError(.featureNotSupported, "cannot alter to the same distkey")
    case .even, .all: throw SQLError(.featureNotSupported, "Can not alter table to same distribution style")
    }
  }

  /// ALTER to the sort key that the table has.
  static func refuseSame(_ old: TableDefinition.SortKey, _ new: TableDefinition.SortKey) throws(SQLError) {
    guard old == new else { return }
    switch new {
    case .auto: break
    case .none: throw SQLError(.featureNotSupported, "This table is already SORTKEY NONE")
    case .compound, .interleaved: throw SQLError(.featureNotSupported, "cannot alter to the same sort keys")
    }
  }
}

extension TableAttributes {
  /// With names for the columns that are given by number.
  func named(by table: TableDefinition) -> TableAttributes {
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
