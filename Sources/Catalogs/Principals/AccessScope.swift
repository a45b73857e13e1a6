/// A kind of object in a schema or in the whole database, those that are made later included: what `GRANT … FOR … IN`
/// is about (AWS documentation, scoped permissions).
package struct AccessScope: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case schemas, tables, functions, procedures, languages
  }

  package let kind: Kind
  /// nil for the whole database.
  package var schema: String?

  package init(kind: Kind, schema: String?) {
    self.kind = kind
    self.schema = schema
  }

  /// What there is to give.
  package var privileges: Privileges {
    switch kind {
    case .schemas: .ofSchemas
    case .tables: .ofTables.subtracting([.rule, .trigger])
    case .functions, .procedures: .ofFunctions
    case .languages: .ofLanguages
    }
  }
}

extension SecurableObject {
  /// nil for the system's own.
  fileprivate var scopeKind: AccessScope.Kind? {
    switch self {
    case .relation: .tables
    case .schema: .schemas
    case .language: .languages
    case .function: .functions
    case .procedure: .procedures
    case .systemRelation: nil
    }
  }
}

extension AccessRules {
  /// What somebody may do with an object because of its kind, and of the schema it is in.
  func scopedPrivileges(of subject: AccessSubject, on object: SecurableObject, in schema: String?) -> Privileges {
    guard !scopes.isEmpty, let kind = object.scopeKind else { return [] }
    let lists = [nil, schema].compactMap { scopes[AccessScope(kind: kind, schema: $0)] }
    return lists.reduce(into: []) { $0.formUnion($1.privileges(of: subject.identities)) }
  }

  package mutating func change<Failure: Error>(
    _ scope: AccessScope, _ edit: (inout AccessControlList) throws(Failure) -> Void
  ) throws(Failure) {
    var list = scopes[scope] ?? AccessControlList()
    try edit(&list)
    scopes[scope] = list.isEmpty ? nil : list
  }

  mutating func renameScopes(of schema: String, to new: String?) {
    guard !scopes.isEmpty else { return }
    for (scope, list) in scopes where scope.schema == schema {
      scopes[scope] = nil
      if let new { scopes[AccessScope(kind: scope.kind, schema: new)] = list }
    }
  }
}
