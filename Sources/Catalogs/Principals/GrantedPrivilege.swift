/// One privilege that one grantee has on one object: a row of the SVV views of privileges, and of SHOW GRANTS.
package struct GrantedPrivilege: Sendable {
  package enum Kind: String, Sendable {
    case database = "DATABASE"
    case schema = "SCHEMA"
    case table = "TABLE"
    case view = "VIEW"
    case column = "COLUMN"
    case language = "LANGUAGE"
    case function = "FUNCTION"
    case procedure = "PROCEDURE"
    /// Of objects that are not there yet.
    case future = "DEFAULT"
  }

  package var kind: Kind
  package var schema: String?
  /// The object's name; nil of what has none yet.
  package var name: String?
  package var column: String?
  package var privilege: String
  package var grantee: Grantee
  package var grantor: Int
  package var isGrantable: Bool
  /// Of a function or procedure: its types, which tell it from others of its name.
  package var argumentTypes: String?
  /// Of what is given for all of a kind in a schema or database.
  package var scope: AccessScope.Kind?

  /// `TABLE` for an object, `TABLES` for all of a kind.
  package var scopeName: String { scope?.rawValue.uppercased() ?? kind.rawValue }
}

extension SystemContext {
  /// Those that were granted, and those of owners where something was.
  package var grantedPrivileges: [GrantedPrivilege] {
    databasePrivileges + schemaPrivileges + relationPrivileges + columnPrivileges + routinePrivileges
      + languagePrivileges + scopedPrivileges
  }

  package var databasePrivileges: [GrantedPrivilege] {
    principals.allDatabases.flatMap { entry in
      privileges(entry.access) { GrantedPrivilege($0, .database, name: entry.name) }
    }
  }

  package var schemaPrivileges: [GrantedPrivilege] {
    catalog.schemas.sorted().flatMap { name in
      privileges(catalog.access.lists[.schema(name)]) { GrantedPrivilege($0, .schema, schema: name, name: name) }
    }
  }

  package var relationPrivileges: [GrantedPrivilege] {
    relationNames.flatMap { id, name, kind in
      privileges(catalog.access.lists[.relation(id)]) {
        GrantedPrivilege($0, kind, schema: name.schema, name: name.name)
      }
    }
  }

  package var columnPrivileges: [GrantedPrivilege] {
    let names = Dictionary(uniqueKeysWithValues: relationNames.map { ($0.0, $0.1) })
    let columns = catalog.access.columnLists.sorted {
      ($0.key.relation, $0.key.column) < ($1.key.relation, $1.key.column)
    }
    return columns.flatMap { key, list -> [GrantedPrivilege] in
      guard let name = names[key.relation] else { return [] }
      return privileges(list) {
        GrantedPrivilege($0, .column, schema: name.schema, name: name.name, column: key.column)
      }
    }
  }

  package var routinePrivileges: [GrantedPrivilege] {
    catalog.allRoutines.flatMap { routine in
      privileges(catalog.access.lists[routine.object]) { single in
        var grant = GrantedPrivilege(
          single, routine.kind == .procedure ? .procedure : .function, schema: routine.name.schema,
          name: routine.name.name)
        grant.argumentTypes = routine.inputs.map(\.typeName).joined(separator: ", ")
        return grant
      }
    }
  }

  package var languagePrivileges: [GrantedPrivilege] {
    catalog.access.lists.compactMap { object, list -> (String, AccessControlList)? in
      if case .language(let name) = object { (name, list) } else { nil }
    }.sorted { $0.0 < $1.0 }.flatMap { name, list in privileges(list) { GrantedPrivilege($0, .language, name: name) } }
  }

  /// Those for all of a kind, as ones of their schema or of this database.
  package var scopedPrivileges: [GrantedPrivilege] {
    let scopes = catalog.access.scopes.sorted {
      ($0.key.schema ?? "", $0.key.kind.rawValue) < ($1.key.schema ?? "", $1.key.kind.rawValue)
    }
    return scopes.flatMap { scope, list in
      privileges(list) { single in
        var grant = GrantedPrivilege(
          single, scope.schema == nil ? .database : .schema, schema: scope.schema,
          name: scope.schema ?? session.database)
        grant.scope = scope.kind
        return grant
      }
    }
  }

  private var relationNames: [(Int, TableName, GrantedPrivilege.Kind)] {
    catalog.allTables.map { ($0.id, $0.definition.name, .table) } + catalog.allViews.map { ($0.id, $0.name, .view) }
  }

  func privileges<Row>(_ list: AccessControlList?, _ make: (AccessControlList.Single) -> Row) -> [Row] {
    list?.singles.map(make) ?? []
  }
}

extension GrantedPrivilege {
  init(
    _ single: AccessControlList.Single, _ kind: Kind, schema: String? = nil, name: String? = nil, column: String? = nil
  ) {
    self.init(
      kind: kind, schema: schema, name: name, column: column, privilege: single.privilege, grantee: single.grantee,
      grantor: single.grantor, isGrantable: single.isGrantable)
  }
}

extension AccessControlList {
  /// An entry's privileges one by one.
  package struct Single: Sendable {
    package let privilege: String
    package let grantee: Grantee
    package let grantor: Int
    package let isGrantable: Bool
  }

  package var singles: [Single] {
    entries.flatMap { entry in
      entry.privileges.each.map { one in
        Single(
          privilege: one.names.first ?? "", grantee: entry.grantee, grantor: entry.grantor,
          isGrantable: entry.grantable.contains(one))
      }
    }
  }
}
