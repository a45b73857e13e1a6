import Catalogs
import Planning
import SQLSyntax
import SQLTypes

extension Session {
  /// COMMENT ON: kept with the catalog and shown by PG_DESCRIPTION and the `remarks` of lists.
  func runComment(_ comment: Comment, _ context: StatementContext) throws -> StatementResult {
    guard let target = try target(of: comment, context) else { return StatementResult(tag: "COMMENT") }
    try requireOwnership(of: target, context)
    context.transaction.comment(on: target, comment.text)
    return StatementResult(tag: "COMMENT")
  }

  private func requireOwnership(of target: CommentTarget, _ context: StatementContext) throws {
    guard !isSuperuser(context) else { return }
    switch target {
    case .schema(let name): if !ownsSchema(name, context) { throw notOwner("schema", name) }
    case .database:
      let owner = context.transaction.principals.databases[database.name]?.owner
      if owner != userID { throw notOwner("database", database.name) }
    default:
      guard let id = target.object else { return }
      if let routine = context.catalog.routine(id: id) { return try requireOwnership(of: routine, context) }
      guard let name = context.catalog.relation(id: id)?.name else { return }
      try requireOwnership(of: name, context)
    }
  }

  /// nil, and a warning, for another database.
  private func target(of comment: Comment, _ context: StatementContext) throws -> CommentTarget? {
    let binder = makeBinder(context)
    switch comment.target {
    case .table(let name): return .relation(try binder.table(name).id)
    case .view(let name):
      guard case .view(let view) = try binder.relation(name) else {
        throw SQLError(.wrongObjectType, "\"\(name.last)\" is not a view", position: name.position)
      }
      return .relation(view.id)
    case .column(let relation, let name): return try column(name, of: relation, binder)
    case .constraint(let name, let table): return try constraint(name, of: table, binder, context)
    case .schema(let name):
      guard context.catalog.schemas.contains(name) else {
        throw SQLError(.invalidSchema, "schema \"\(name)\" does not exist")
      }
      return .schema(name)
    case .database(let name):
      guard name != database.name else { return .database }
      context.notices.append(
        Notice("database comments may only be applied to the current database", severity: .warning))
      return nil
    case .routine(let reference): return .routine(try find(reference, context).id)
    }
  }

  private func column(_ name: Identifier, of relation: QualifiedName, _ binder: Binder) throws -> CommentTarget {
    let (id, columns) =
      switch try binder.relation(relation) {
      case .table(let table): (table.id, table.definition.columns)
      case .view(let view): (view.id, view.columns)
      case .system: throw SQLError(.insufficientPrivilege, "permission denied for relation \(relation.last)")
      }
    guard columns.contains(where: { $0.name == name }) else {
      throw SQLError(
        .undefinedColumn, "column \"\(name)\" of relation \"\(relation.last)\" does not exist",
        position: relation.position)
    }
    return .column(relation: id, name: name)
  }

  private func constraint(
    _ name: Identifier, of table: QualifiedName, _ binder: Binder, _ context: StatementContext
  ) throws -> CommentTarget {
    let entry = try binder.table(table)
    let objects = ObjectDirectory(database, catalog: context.catalog)
    guard objects.constraints(of: entry).contains(where: { $0.name == name }) else {
      throw SQLError(.undefinedObject, "constraint \"\(name)\" for table \"\(table.last)\" does not exist")
    }
    return .constraint(relation: entry.id, name: name)
  }
}
