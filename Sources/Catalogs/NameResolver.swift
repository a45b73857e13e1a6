import SQLTypes

/// Finds what a name in a statement stands for: temporary tables first, then the system's, then the search path
/// (sql.md 4.4).
package struct NameResolver: Sendable {
  package let catalog: Catalog
  package let database: String
  /// As SET gives it: may hold `$user`.
  package let searchPath: [String]
  package let user: String
  /// The session's own schema of temporary tables.
  package let temporarySchema: String
  /// Schemas of the search path that the user may not look into.
  package var hidden: Set<String> = []
  /// Whether strings of new columns ignore case.
  package var ignoresCase = false
  /// The committed catalog of another database of the cluster; nil where there is none of that name.
  package var otherCatalog: @Sendable (String) -> Catalog? = { _ in nil }

  package init(catalog: Catalog, database: String, searchPath: [String], user: String, temporarySchema: String) {
    self.catalog = catalog
    self.database = database
    self.searchPath = searchPath
    self.user = user
    self.temporarySchema = temporarySchema
  }

  /// The same in another database.
  package func looking(into catalog: Catalog, of database: String) -> NameResolver {
    var names = NameResolver(
      catalog: catalog, database: database, searchPath: searchPath, user: user, temporarySchema: temporarySchema)
    names.otherCatalog = otherCatalog
    return names
  }

  /// Schemas of the search path that exist, in order. External ones are never looked through.
  package var path: [String] {
    searchPath.map { $0 == "$user" ? user : $0 }.filter {
      catalog.schemas.contains($0) && !hidden.contains($0) && catalog.external.schemas[$0] == nil
    }
  }

  /// The relation called `parts` (`t`, `s.t`, `db.s.t`), or nil.
  package func relation(_ parts: [String]) -> Relation? {
    for name in candidates(parts) {
      if let entry = catalog.table(name) { return .table(entry) }
      if let view = catalog.view(name) { return .view(view) }
      if let relation = SystemRelation.named(name) { return .system(relation) }
    }
    return nil
  }

  /// The user's routines called `parts`, of the first schema that has any.
  package func routines(_ parts: [String]) -> [RoutineEntry] {
    for name in candidates(parts) {
      let found = catalog.routines(named: name)
      if !found.isEmpty { return found }
    }
    return []
  }

  /// The full name of the user's table or view called `parts`, if there is one.
  package func existing(_ parts: [String]) -> TableName? {
    namesOtherDatabase(parts) ? nil : candidates(parts).first(where: catalog.contains)
  }

  /// `db.s.t` of a database that is not the session's.
  package func namesOtherDatabase(_ parts: [String]) -> Bool { parts.count == 3 && parts[0] != database }

  /// The schema called `s` or `db.s`, of the session's database. 3D000 where another one is named.
  package func schema(_ parts: [String]) throws(SQLError) -> String {
    guard let last = parts.last, parts.count < 3 else {
      throw SQLError(.syntaxError, "improper qualified name (too many dotted names): \(parts.joined(separator: "."))")
    }
    guard parts.count == 1 || parts[0] == database else {
      throw SQLError(.undefinedDatabase, "database \"\(parts[0])\" does not exist")
    }
    return last
  }

  /// Where CREATE puts a relation of that name. 3F000 for a schema that does not exist, or that is not the temporary
  /// one.
  package func creationName(_ parts: [String], isTemporary: Bool) throws(SQLError) -> TableName {
    guard let last = parts.last else { throw SQLError(.syntaxError, "a relation needs a name") }
    guard !namesOtherDatabase(parts) else {
      throw .notSupported("making objects of another database (\"\(parts[0])\")")
    }
    if isTemporary || last.hasPrefix("#") {
      guard parts.count == 1 else {
        throw SQLError(.invalidSchema, "cannot create temporary relation in non-temporary schema")
      }
      return TableName(schema: temporarySchema, name: last)
    }
    let schema = parts.count > 1 ? parts[parts.count - 2] : path.first ?? "public"
    guard catalog.schemas.contains(schema) else {
      throw SQLError(.invalidSchema, "schema \"\(schema)\" does not exist")
    }
    guard catalog.external.schemas[schema] == nil else {
      throw SQLError(.featureNotSupported, "Operations on local objects in external schema are not enabled.")
    }
    return TableName(schema: schema, name: last)
  }

  /// For a hint: the same name in another schema (`s.t`), or a name close to it.
  package func suggestion(for parts: [String]) -> String? {
    guard let last = parts.last else { return nil }
    let names =
      catalog.allTables.map(\.definition.name) + catalog.allViews.map(\.name)
      + catalog.external.allTables.map(\.definition.name)
    if let other = names.first(where: { $0.name == last && !$0.schema.hasPrefix("pg_temp") }) {
      return "\(other.schema).\(other.name)"
    }
    return EditDistance.nearest(to: last, among: names.map(\.name) + SystemRelation.all.map(\.name.name))
  }

  /// Of this database alone: what stands in another one has no name here.
  private func candidates(_ parts: [String]) -> [TableName] {
    guard let last = parts.last, parts.count < 4, !namesOtherDatabase(parts) else { return [] }
    if parts.count > 1 { return [TableName(schema: parts[parts.count - 2], name: last)] }
    return ([temporarySchema, "pg_catalog"] + path).map { TableName(schema: $0, name: last) }
  }
}
