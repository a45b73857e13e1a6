import SQLTypes

/// What `regclass` and its kin stand for: objects by name and by id.
extension SystemContext {
  /// The names that the session sees.
  package var names: NameResolver {
    NameResolver(
      catalog: catalog, database: database.name, searchPath: session.searchPath, user: session.user,
      temporarySchema: session.temporarySchema)
  }

  /// The id of what a text names, as `'public.t'::regclass` does; digits are an id, `-` is none. 42P01, 42883, 42704 or
  /// 3F000 for a name that means nothing, 42602 for what is no name.
  package func id(of text: String, _ kind: CatalogType.ObjectKind) throws(SQLError) -> Int {
    if let number = Int(text), number >= 0 { return Int(try ValueText.objectID(Int64(clamping: number))) }
    if text == "-" { return 0 }
    switch kind {
    case .relation: return try relationID(text)
    case .type: return try typeID(text)
    case .function, .signature: return try functionID(text)
    case .namespace: return try schemaID(text)
    case .role: return try userID(text)
    }
  }

  /// As a result shows an id: the object's name, with its schema where the search path does not lead to it; the number
  /// of what is not there.
  package func name(of id: Int, _ kind: CatalogType.ObjectKind) -> String {
    if id == 0 { return "-" }
    let name: String? =
      switch kind {
      case .relation: listed(id).map { text(of: $0) }
      case .type: typeName(id)
      case .function: function(id)?.name
      case .signature: function(id)?.procedureText
      case .namespace: objects.schemas.first { $0.oid == id }.map { QuotedName.quoted($0.name) }
      case .role: principals.user(id).map { QuotedName.quoted($0.name) }
      }
    return name ?? String(id)
  }

  /// Whether a relation is found by its bare name.
  package func isVisible(relation id: Int) -> Bool? {
    listed(id).map(isVisible)
  }

  private func isVisible(_ relation: RelationObject) -> Bool {
    if relation.isIndex { return names.path.contains(relation.name.schema) }
    return names.relation([relation.name.name])?.name == relation.name
  }

  /// What PG_CLASS lists under that id.
  private func listed(_ id: Int) -> RelationObject? {
    objects.relation(oid: id) ?? objects.indexes.first { $0.oid == id }?.relation
  }

  private func text(of relation: RelationObject) -> String {
    let name = QuotedName.quoted(relation.name.name)
    return isVisible(relation) ? name : "\(QuotedName.quoted(relation.name.schema)).\(name)"
  }

  /// The type's name in SQL's words; of a relation's rows, the relation's.
  package func typeName(_ id: Int, modifier: Int? = nil) -> String? {
    if let type = TypeObject.numbered(id) { return type.displayName(modifier) }
    return objects.relations.first { objects.rowType(of: $0) == id }.map { text(of: $0) }
  }

  private func parts(of text: String) throws(SQLError) -> [String] {
    try QuotedName.parts(of: text, keepsCase: session.settings["enable_case_sensitive_identifier"] == "on")
  }

  private func relationID(_ text: String) throws(SQLError) -> Int {
    let parts = try parts(of: text)
    guard let relation = names.relation(parts) else {
      throw SQLError(.undefinedTable, "relation \"\(parts.joined(separator: "."))\" does not exist")
    }
    return objects.object(relation).oid
  }

  private func typeID(_ text: String) throws(SQLError) -> Int {
    let bare = text.hasPrefix("pg_catalog.") ? String(text.dropFirst(11)) : text
    if let type = try? TypeRules.typeName(bare) { return type.typeObject.oid }
    let parts = try parts(of: bare)
    let name = parts.joined(separator: ".")
    if let type = TypeObject.named(name) { return type.oid }
    if let relation = names.relation(parts) { return objects.rowType(of: objects.object(relation)) }
    throw SQLError(.undefinedObject, "type \"\(name)\" does not exist")
  }

  private func functionID(_ text: String) throws(SQLError) -> Int {
    let parts = try parts(of: String(text.prefix { $0 != "(" }))
    let routines = names.routines(parts)
    guard routines.count < 2 else {
      throw SQLError(.ambiguousFunction, "more than one function named \"\(text)\"")
    }
    if let routine = routines.first { return routine.id }
    guard let name = parts.last, let function = FunctionObject.named(name) else {
      throw SQLError(.undefinedFunction, "function \"\(text)\" does not exist")
    }
    return function.oid
  }

  private func schemaID(_ text: String) throws(SQLError) -> Int {
    let name = try parts(of: text).last ?? ""
    guard let schema = objects.schemas.first(where: { $0.name == name }) else {
      throw SQLError(.invalidSchema, "schema \"\(name)\" does not exist")
    }
    return schema.oid
  }

  private func userID(_ text: String) throws(SQLError) -> Int {
    let name = try parts(of: text).last ?? ""
    guard let user = principals.users.values.first(where: { $0.name == name }) else {
      throw SQLError(.undefinedObject, "role \"\(name)\" does not exist")
    }
    return user.id
  }
}

extension TypeRules {
  /// `numeric(10,2)`, `double precision`: a type as text names it.
  fileprivate static func typeName(_ text: String) throws(SQLError) -> DataType {
    let name = text.prefix { $0 != "(" }.split(separator: " ").joined(separator: " ")
    let arguments = text.dropFirst(name.count).filter { $0.isNumber || $0 == "," }.split(separator: ",")
    return try parseTypeName(name, arguments: arguments.compactMap { Int($0).map { .number($0) } })
  }
}

extension FunctionObject {
  package static func numbered(_ oid: Int) -> FunctionObject? { builtIn.first { $0.oid == oid } }

  /// `int4in(cstring)`
  package var signature: String { "\(name)(\(argumentList))" }

  /// Types with commas between, as PG_GET_FUNCTION_ARGUMENTS lists them.
  package var argumentList: String {
    if let routine { return routine.parameters.map(\.text).joined(separator: ", ") }
    return arguments.map { TypeObject.numbered($0)?.displayName(nil) ?? String($0) }.joined(separator: ", ")
  }
}
