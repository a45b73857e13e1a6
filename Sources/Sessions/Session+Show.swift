import Catalogs
import Columnar
import Execution
import Planning
import SQLSyntax
import SQLTypes

/// SHOW of objects: lists, made like system relations, and DDL.
extension Session {
  func runShowObjects(_ show: ShowObjects, _ context: StatementContext) throws -> StatementResult {
    let show = try show.filled { number throws(SQLError) in try text(ofParameter: number, context) }
    let elsewhere = try elsewhere(show)
    let binder = makeBinder(context, in: elsewhere)
    switch show.kind {
    case .table, .view:
      let text = try ddl(of: show, binder)
      return try give("SHOW", [Self.heading(of: show.kind)], [[text]], context)
    default: break
    }
    let relation = try relation(of: show, binder, context)
    let system = elsewhere.map { systemContext($0.catalog, nil, of: $0) } ?? systemContext(context)
    var rows = relation.rows(system)
    if let limit = show.limit, limit < rows.count { rows = rows.slice(0..<limit) }
    var result = StatementResult(tag: "SHOW")
    let columns = relation.columns.map { OutputColumn(name: $0.name, type: $0.type) }
    result.columns = columns
    result.rowCount = rows.count
    try context.sink.begin(columns)
    if rows.count > 0 { try context.sink.receive(rows) }
    return result
  }

  /// What a driver is told before the statement runs. Its parameters are texts.
  func columns(of show: ShowObjects, _ binder: Binder) throws -> [OutputColumn] {
    for parameter in show.parameters { binder.noteText(parameter.number) }
    switch show.kind {
    case .table, .view:
      return [OutputColumn(name: Self.heading(of: show.kind), type: .varchar(DataType.maximumVarcharLength))]
    default: return Self.shape(of: show.kind).columns.map { OutputColumn(name: $0.name, type: $0.type) }
    }
  }

  /// 42P02 where no value was given, or NULL.
  private func text(ofParameter number: Int, _ context: StatementContext) throws(SQLError) -> String {
    guard context.arguments.indices.contains(number - 1),
      case .string(let text) = context.arguments[number - 1].value
    else { throw SQLError(.undefinedParameter, "there is no parameter $\(number)") }
    return text
  }

  /// The columns of a list, whatever it is asked for.
  private static func shape(of kind: ShowObjects.Kind) -> SystemRelation {
    let none: ShowRelations.Filter = { _ in false }
    switch kind {
    case .databases: return ShowRelations.databases(none)
    case .schemas: return ShowRelations.schemas(none)
    case .tables: return ShowRelations.tables(in: "", none)
    case .columns: return ShowRelations.columns(of: TableName(schema: "", name: ""), none)
    case .primaryKeys: return ShowRelations.primaryKeys(of: 0)
    case .foreignKeys, .exportedKeys: return ShowRelations.foreignKeys(of: 0, isExported: false)
    case .functions: return ShowRelations.routines(.function, in: "", none)
    case .procedures: return ShowRelations.routines(.procedure, in: "", none)
    case .functionParameters: return ShowRelations.parameters(of: 0, .function, none)
    case .procedureParameters: return ShowRelations.parameters(of: 0, .procedure, none)
    case .columnGrants: return ShowRelations.columnGrants { _ in false }
    case .grants, .tableGrants, .schemaGrants, .databaseGrants, .functionGrants, .procedureGrants, .table, .view:
      return ShowRelations.grants { _ in false }
    }
  }

  private static func heading(of kind: ShowObjects.Kind) -> String {
    kind == .table ? "Show Table DDL statement" : "Show View DDL statement"
  }

  private func relation(of show: ShowObjects, _ binder: Binder, _ context: StatementContext) throws
    -> SystemRelation
  {
    let filter = try NameFilter(like: show.like)
    let includes: ShowRelations.Filter = { filter.includes($0) }
    switch show.kind {
    case .databases: return ShowRelations.databases(includes)
    case .schemas:
      try checkDatabase(show.name?.last, binder)
      return ShowRelations.schemas(includes)
    case .tables: return ShowRelations.tables(in: try schema(show.name, binder), includes)
    case .columns: return ShowRelations.columns(of: try listed(show.name, binder).name, includes)
    case .primaryKeys: return ShowRelations.primaryKeys(of: try keyed(show.name, binder))
    case .foreignKeys: return ShowRelations.foreignKeys(of: try keyed(show.name, binder), isExported: false)
    case .exportedKeys: return ShowRelations.foreignKeys(of: try keyed(show.name, binder), isExported: true)
    case .functions: return ShowRelations.routines(.function, in: try schema(show.name, binder), includes)
    case .procedures: return ShowRelations.routines(.procedure, in: try schema(show.name, binder), includes)
    case .functionParameters, .procedureParameters:
      let routine = try routine(of: show, context)
      return ShowRelations.parameters(of: routine.id, routine.kind, includes)
    case .grants, .tableGrants, .schemaGrants, .databaseGrants, .functionGrants, .procedureGrants, .columnGrants:
      return try grants(of: show, binder, context)
    case .table, .view: throw SQLError.notSupported("SHOW \(show.kind.rawValue)")
    }
  }

  /// 42704, 42P01, 3F000 and 3D000 for what is not there.
  private func grants(of show: ShowObjects, _ binder: Binder, _ context: StatementContext) throws -> SystemRelation {
    let principals = block.transaction?.principals ?? database.principals.current
    let grantee = try show.grantee.map { try principals.grantee($0) }
    let isWanted: @Sendable (GrantedPrivilege) -> Bool = { grantee == nil || $0.grantee == grantee }
    switch show.kind {
    case .tableGrants:
      let name = try listed(show.name, binder).name
      return ShowRelations.grants { grant in
        [.table, .view, .column].contains(grant.kind) && grant.schema == name.schema && grant.name == name.name
          && isWanted(grant)
      }
    case .columnGrants:
      let name = try listed(show.name, binder).name
      return ShowRelations.columnGrants { $0.schema == name.schema && $0.name == name.name && isWanted($0) }
    case .functionGrants, .procedureGrants:
      let routine = try routine(of: show, context)
      let types = routine.inputs.map(\.typeName).joined(separator: ", ")
      return ShowRelations.grants { grant in
        [.function, .procedure].contains(grant.kind) && grant.schema == routine.name.schema
          && grant.name == routine.name.name && grant.argumentTypes == types && isWanted(grant)
      }
    case .schemaGrants:
      let name = try schema(show.name, binder)
      return ShowRelations.grants { $0.kind == .schema && $0.name == name && isWanted($0) }
    case .databaseGrants:
      let name = try principals.existingDatabase(show.name?.last ?? "").name
      return ShowRelations.grants { $0.kind == .database && $0.name == name && isWanted($0) }
    default:
      try checkDatabase(show.name?.last, binder)
      return ShowRelations.grants(isWanted)
    }
  }

  /// 42883 where there is none, 42725 where its types would have to tell it from others.
  private func routine(of show: ShowObjects, _ context: StatementContext) throws -> RoutineEntry {
    let name = show.name ?? QualifiedName([])
    if name.parts.count > 2 { try checkDatabase(name.parts[0], makeBinder(context)) }
    let isFunction = show.kind == .functionParameters || show.kind == .functionGrants
    let types = show.arguments.map { types in
      types.map { RoutineParameter(name: nil, mode: .in, type: TypeName($0.lowercased())) }
    }
    return try find(RoutineReference(kind: isFunction ? .function : .procedure, name: name, parameters: types), context)
  }

  /// Whose keys are asked for: drivers ask for those of all they list, and views have none.
  private func keyed(_ name: QualifiedName?, _ binder: Binder) throws -> Int {
    switch try listed(name, binder) {
    case .table(let table): table.id
    case .view(let view): view.id
    case .system(let relation): relation.oid
    }
  }

  private func listed(_ name: QualifiedName?, _ binder: Binder) throws -> Relation {
    let name = name ?? QualifiedName([])
    if name.parts.count > 2 { try checkDatabase(name.parts[0], binder) }
    return try binder.relation(name)
  }

  /// `db.s` or `s`. 3F000 where there is no such schema.
  private func schema(_ name: QualifiedName?, _ binder: Binder) throws -> String {
    let name = name ?? QualifiedName([])
    if let database = name.qualifier { try checkDatabase(database, binder) }
    let listed = ObjectDirectory(self.database, catalog: binder.names.catalog).schemas
    guard name.last == temporarySchema || listed.contains(where: { $0.name == name.last }) else {
      throw SQLError(.invalidSchema, "schema \"\(name.last)\" does not exist", position: name.position)
    }
    return name.last
  }

  private func checkDatabase(_ name: String?, _ binder: Binder) throws {
    guard let name, name != binder.names.database else { return }
    throw SQLError.notSupported("listing objects of another database (\"\(name)\")")
  }

  /// The database whose objects are asked for, where that is another one: as it is committed. 3D000 where there is
  /// none.
  private func elsewhere(_ show: ShowObjects) throws -> Database? {
    let parts = show.name?.parts ?? []
    let named: String? =
      switch show.kind {
      case .schemas: parts.last
      case .tables, .functions, .procedures: parts.count > 1 ? parts[0] : nil
      case .columns, .primaryKeys, .foreignKeys, .exportedKeys, .table, .view: parts.count > 2 ? parts[0] : nil
      default: nil
      }
    guard let named, named != database.name else { return nil }
    return cluster.database(named: try database.principals.current.existingDatabase(named).name)
  }

  private func makeBinder(_ context: StatementContext, in other: Database?) -> Binder {
    let binder = makeBinder(context)
    guard let other else { return binder }
    return Binder(names: binder.names.looking(into: other.catalog, of: other.name), parameters: .none)
  }

  private func ddl(of show: ShowObjects, _ binder: Binder) throws -> String {
    let name = show.name ?? QualifiedName([])
    switch (show.kind, try binder.relation(name)) {
    case (.table, .table(let table)) where table.definition.external != nil:
      throw SQLError.notSupported("SHOW TABLE of external tables")
    case (.table, .table(let table)): return TableStatement.text(table.definition)
    case (.view, .view(let view)): return TableStatement.text(view)
    default:
      let kind = show.kind == .table ? "table" : "view"
      throw SQLError(.wrongObjectType, "\"\(name.last)\" is not a \(kind)", position: name.position)
    }
  }
}
