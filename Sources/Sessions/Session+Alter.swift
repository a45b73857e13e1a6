import Catalogs
import Columnar
import Planning
import SQLSyntax
import SQLTypes

/// ALTER TABLE (sql.md 4.3).
extension Session {
  func runAlterTable(_ alter: AlterTable, _ context: StatementContext) throws -> StatementResult {
    try requireOwnership(of: alter.name, or: .alter, permission: "ALTER TABLE", context)
    try refuseMaterialized(alter, context)
    try refuseExternal(alter, context)
    switch alter.action {
    case .rename(let name): try rename(alter.name, to: name, context)
    case .setSchema(let schema): try move(alter.name, to: schema, context)
    case .owner(let user): try changeOwner(of: alter.name, to: user, context)
    case .append(let source, let option): try appendTable(alter.name, source, option, context)
    case .addColumn, .dropColumn, .setType: try alterRows(alter, context)
    default: try alterDefinition(alter, context)
    }
    return StatementResult(tag: "ALTER TABLE")
  }

  /// Of a materialized view only the owner changes, and of its rows' table the distribution and the order, too.
  private func refuseMaterialized(_ alter: AlterTable, _ context: StatementContext) throws {
    guard let name = makeBinder(context).existing(alter.name), let id = context.catalog.id(of: name),
      context.catalog.relation(id: id)?.isMaterialized == true
    else { return }
    switch alter.action {
    case .owner, .distribution: return
    case .rename:
      throw SQLError(.featureNotSupported, "Materialized view \"\(alter.name.last)\" cannot be renamed")
    default: throw Binder.refusalOfChange(to: alter.name)
    }
  }

  private func refuseExternal(_ alter: AlterTable, _ context: StatementContext) throws(SQLError) {
    guard makeBinder(context).names.relation(alter.name.parts)?.isExternal == true else { return }
    if case .rename = alter.action {
      throw SQLError(.featureNotSupported, "Unsupported operation. [Cannot rename external tables.]")
    }
    throw .notSupported("This action of ALTER TABLE on an external table")
  }

  private func rename(_ written: QualifiedName, to name: Identifier, _ context: StatementContext) throws {
    guard let old = try lockExisting(written, context) else { throw undefined(written) }
    try move(old, to: TableName(schema: old.schema, name: name), context)
  }

  private func move(_ written: QualifiedName, to schema: Identifier, _ context: StatementContext) throws {
    guard let old = try lockExisting(written, context) else { throw undefined(written) }
    try move(old, to: TableName(schema: schema, name: old.name), context)
  }

  private func changeOwner(of written: QualifiedName, to user: Identifier, _ context: StatementContext) throws {
    let owner = try context.transaction.principals.existingUser(user).id
    guard let name = try lockExisting(written, context), let id = context.catalog.id(of: name) else {
      throw undefined(written)
    }
    try requireOwnership(of: name, context)
    guard owner == userID || isSuperuser(context) else { throw notOwner("relation", name.name) }
    context.transaction.changeAccess { $0.setOwner(of: .relation(id), to: owner) }
  }

  private func undefined(_ name: QualifiedName) -> SQLError {
    SQLError(
      .undefinedTable, "relation \"\(name.parts.joined(separator: "."))\" does not exist", position: name.position)
  }

  /// A relation that is locked gets another name. Throws 42P07, 3F000.
  func move(_ old: TableName, to new: TableName, _ context: StatementContext) throws {
    try lockUnusedName(new, context)
    switch context.catalog.id(of: old).flatMap(context.catalog.relation(id:)) {
    case .table(let table)?:
      let referencing = context.catalog.tablesReferencing(old)
      try context.transaction.redefine(table.id) { $0.name = new }
      for other in referencing { try renameReferences(of: other, old, to: new, context) }
    case .view(var view)?:
      view.name = new
      context.transaction.put(view)
    case .system?, nil: break
    }
  }

  private func renameReferences(
    of other: TableEntry, _ old: TableName, to new: TableName, _ context: StatementContext
  ) throws {
    try context.lock(.relation(other.id), .accessExclusive)
    guard context.catalog.table(id: other.id) != nil else { return }
    try context.transaction.redefine(other.id) { table in
      for index in table.foreignKeys.indices where table.foreignKeys[index].table == old {
        table.foreignKeys[index].table = new
      }
    }
  }

  /// What leaves the rows as they are: who has an older snapshot keeps it.
  private func alterDefinition(_ alter: AlterTable, _ context: StatementContext) throws {
    let table = try lockTable(alter.name, context)
    context.transaction.takeSnapshot()
    let binder = makeBinder(context)
    try context.transaction.redefine(table) { definition in
      switch alter.action {
      case .renameColumn(let old, let new):
        try renameColumn(&definition, old, to: new)
        context.transaction.changeAccess { $0.renameColumn(of: table, old, to: new) }
      case .setEncoding(let encodings):
        definition.isEncodedAutomatically = false
        for encoding in encodings {
          definition.columns[try place(of: encoding.column, in: definition)].encoding = try binder.encoding(
            encoding.name)
        }
      case .distribution(let attributes): try binder.reapply(attributes, to: &definition)
      case .addConstraint(let constraint): try binder.add(constraint, to: &definition)
      case .dropConstraint(let name): try dropConstraint(name, from: &definition)
      default: throw SQLError.notSupported("this form of ALTER TABLE")
      }
    }
    if case .renameColumn(let old, let new) = alter.action {
      context.transaction.moveComment(ofColumn: old, of: table, to: new)
      try renameColumnInViews(of: table, old, to: new, context)
    }
  }

  /// Views go on to read the column; a materialized one can be read as it is, and no more refreshed (AWS documentation,
  /// "DDL updates to materialized views or base tables").
  private func renameColumnInViews(
    of table: Int, _ old: Identifier, to new: Identifier, _ context: StatementContext
  ) throws {
    guard let name = context.catalog.table(id: table)?.definition.name else { return }
    for view in context.catalog.dependents(of: name) where view.materialization == nil {
      try context.lock(.relation(view.id), .accessExclusive)
      guard var view = context.catalog.view(id: view.id) else { continue }
      view.renameColumn(of: table, old, to: new)
      context.transaction.put(view)
    }
  }

  private func alterRows(_ alter: AlterTable, _ context: StatementContext) throws {
    if case .setType = alter.action { try refuseInTransaction("ALTER TABLE ALTER COLUMN") }
    var entry = try lockExclusively(alter.name, context)
    let binder = makeBinder(context)
    switch alter.action {
    case .addColumn(let clause): try addColumn(clause, to: &entry, binder, context)
    case .dropColumn(let name, let cascade):
      let table = entry
      try dropColumn(name, from: &entry)
      try dropViews(reading: name, of: table, cascade: cascade, context)
    case .setType(let name, let type):
      let table = entry
      try setType(name, binder.dataType(type), of: &entry)
      try refuseViews(reading: name, of: table, context)
    default: throw SQLError.notSupported("this form of ALTER TABLE")
    }
    context.transaction.put(entry)
    if case .dropColumn(let name, _) = alter.action {
      context.transaction.moveComment(ofColumn: name, of: entry.id, to: nil)
    }
  }

  private func place(of name: Identifier, in table: TableDefinition) throws(SQLError) -> Int {
    guard let index = table.index(of: name) else {
      throw SQLError(
        .undefinedColumn, "column \"\(name)\" of relation \"\(table.name.name)\" does not exist")
    }
    return index
  }

  private func renameColumn(_ table: inout TableDefinition, _ old: Identifier, to new: Identifier) throws(SQLError) {
    let index = try place(of: old, in: table)
    guard table.index(of: new) == nil else {
      throw SQLError(
        .duplicateColumn, "column \"\(new)\" of relation \"\(table.name.name)\" already exists")
    }
    table.columns[index].name = new
    table.renameInKeys(old, to: new)
  }

  private func dropConstraint(_ name: Identifier, from table: inout TableDefinition) throws(SQLError) {
    guard let key = table.keys.first(where: { $0.name == name })?.key else {
      throw SQLError(.undefinedObject, "constraint \"\(name)\" of relation \"\(table.name.name)\" does not exist")
    }
    table.removeKey(key)
  }

  private func addColumn(
    _ clause: ColumnClause, to entry: inout TableEntry, _ binder: Binder, _ context: StatementContext
  )
    throws
  {
    let column = try binder.bindColumn(clause, of: entry.definition.name)
    guard entry.definition.index(of: column.name) == nil else {
      throw SQLError(
        .duplicateColumn,
        "column \"\(column.name)\" of relation \"\(entry.definition.name.name)\" already exists")
    }
    guard column.identity == nil else {
      throw SQLError(.syntaxError, "ALTER TABLE ADD COLUMN cannot add an identity column")
    }
    guard column.isNullable || column.defaultText != nil else {
      throw SQLError(.syntaxError, "ALTER TABLE ADD COLUMN defined as NOT NULL must have a non-null default expression")
    }
    let value = try evaluate(binder.bindDefault(column), context)
    let batches = entry.version.batches.map { stored in
      stored.map { batch in
        Batch(batch.columns + [Column.constant(value, column.type, count: batch.count).expanded], count: batch.count)
      }
    }
    entry.definition.columns.append(column)
    if clause.hasEncoding { entry.definition.isEncodedAutomatically = false }
    entry.version = entry.version.with(batches)
  }

  private func dropColumn(_ name: Identifier, from entry: inout TableEntry) throws(SQLError) {
    let index = try place(of: name, in: entry.definition)
    guard entry.definition.columns.count > 1 else {
      throw SQLError(.syntaxError, "cannot drop the only column of a table")
    }
    if let key = entry.definition.keyKind(of: name) {
      throw SQLError(SQLState("42P16"), "cannot drop \(key) column \"\(name)\"")
    }
    let kept = entry.definition.columns.indices.filter { $0 != index }
    entry.definition.columns.remove(at: index)
    entry.definition.removeKeys(with: name)
    let batches = entry.version.batches.map { stored in stored.map { $0.picking(kept) } }
    entry.version = entry.version.with(batches)
  }

  /// Columns whose size stays (AWS documentation, ALTER TABLE, ALTER COLUMN … TYPE).
  private func refuseTypeChange(of column: ColumnDefinition, in table: TableDefinition) throws(SQLError) {
    var reason: String?
    if column.defaultText != nil { reason = "a default value" }
    if table.keys.contains(where: { $0.key.columns.contains(column.name) }) { reason = "a constraint" }
    let encoding = table.encoding(of: column)
    if ["bytedict", "runlength", "text255", "text32k"].contains(encoding) {
      reason = "the encoding \(encoding.uppercased())"
    }
    guard let reason else { return }
    throw SQLError(
      .featureNotSupported, "ALTER COLUMN TYPE is not supported for column \"\(column.name)\", which has \(reason)")
  }

  /// Only the size of a VARCHAR changes, and not below what is stored.
  private func setType(_ name: Identifier, _ type: DataType, of entry: inout TableEntry) throws(SQLError) {
    let index = try place(of: name, in: entry.definition)
    let old = entry.definition.columns[index].type
    guard old.internalName == "varchar", case .varchar(let length) = type else {
      throw SQLError(
        .featureNotSupported, "ALTER COLUMN TYPE is only supported for columns of type VARCHAR")
    }
    try refuseTypeChange(of: entry.definition.columns[index], in: entry.definition)
    let longest = entry.version.batches.map { $0.column(index).longestString }.max() ?? 0
    guard longest <= length else {
      throw SQLError(.featureNotSupported, "target data type size should not be less than data")
    }
    let resized = old.isCaseInsensitive ? DataType.varcharIgnoringCase(length) : type
    entry.definition.columns[index].type = resized
    let batches = entry.version.batches.map { stored in
      stored.map { batch in
        var columns = batch.columns
        columns[index] = columns[index].retyped(resized)
        return Batch(columns, count: batch.count)
      }
    }
    entry.version = entry.version.with(batches)
  }
}
