import SQLTypes

/// What HAS_TABLE_PRIVILEGE and its kin ask.
package struct PrivilegeQuestion: Sendable {
  package enum Kind: String, Hashable, Sendable {
    case table, schema, database, column, language
  }

  package var kind: Kind
  /// A name or an id; nil for the user who asks.
  package var user: String?
  /// A name or, of a table or a schema, an id.
  package var object: String
  package var column: String?
  /// Names with commas in between, of which one will do, each perhaps WITH GRANT OPTION.
  package var privilege: String

  package init(kind: Kind, user: String?, object: String, column: String? = nil, privilege: String) {
    self.kind = kind
    self.user = user
    self.object = object
    self.column = column
    self.privilege = privilege
  }
}

extension SystemContext {
  /// Throws 42704 for a user who is not there, 42P01, 3F000 and 3D000 for objects that are not, 22023 for privileges
  /// that the kind of object does not have. `names` finds relations.
  package func answer(_ question: PrivilegeQuestion, _ names: NameResolver) throws(SQLError) -> Bool {
    let subject = principals.subject(try userID(question.user))
    let (held, grantable, all) = try privileges(of: subject, question, names)
    for part in question.privilege.split(separator: ",", omittingEmptySubsequences: false) {
      var name = part.uppercased().trimmingBlanks
      let isGrantable = name.hasSuffix(" WITH GRANT OPTION")
      if isGrantable { name = String(name.dropLast(18)).trimmingBlanks }
      guard let privilege = Privileges(named: name), all.contains(privilege) else {
        throw SQLError(.invalidParameter, "unrecognized privilege type: \"\(part)\"")
      }
      if subject.isSuperuser || (isGrantable ? grantable : held).contains(privilege) { return true }
    }
    return false
  }

  private func userID(_ user: String?) throws(SQLError) -> Int {
    guard let user else { return Int(session.userID) }
    if let found = principals.user(named: user) { return found.id }
    if let id = Int(user), principals.user(id) != nil { return id }
    return try principals.existingUser(user).id
  }

  private func privileges(
    of subject: AccessSubject, _ question: PrivilegeQuestion, _ names: NameResolver
  ) throws(SQLError) -> (held: Privileges, grantable: Privileges, all: Privileges) {
    switch question.kind {
    case .database:
      let list = try principals.existingDatabase(question.object).accessList
      return (list.privileges(of: subject.identities), list.grantable(by: subject.identities), .ofDatabases)
    case .schema:
      let id = Int(question.object)
      let name = id.flatMap { id in objects.schemas.first { $0.oid == id }?.name } ?? question.object
      guard objects.schemas.contains(where: { $0.name == name }) else {
        throw SQLError(.invalidSchema, "schema \"\(name)\" does not exist")
      }
      return privileges(of: subject, on: .schema(name), in: nil)
    case .language: return privileges(of: subject, on: .language(question.object), in: nil)
    case .table:
      let relation = try relation(question.object, names)
      return privileges(of: subject, on: relation.object, in: relation.name.schema)
    case .column:
      let relation = try relation(question.object, names)
      let object = relation.object
      var found = privileges(of: subject, on: object, in: relation.name.schema)
      if case .relation(let id) = object, let column = question.column {
        let key = AccessRules.ColumnKey(relation: id, column: column)
        found.held.formUnion(catalog.access.privileges(of: subject, on: key))
      }
      return found
    }
  }

  private func privileges(
    of subject: AccessSubject, on object: SecurableObject, in schema: String?
  ) -> (held: Privileges, grantable: Privileges, all: Privileges) {
    let list = catalog.access.list(of: object)
    let owns = catalog.access.owns(subject, object)
    let scoped = catalog.access.scopedPrivileges(of: subject, on: object, in: schema)
    return (
      list.privileges(of: subject.identities).union(scoped),
      owns ? object.privileges : list.grantable(by: subject.identities),
      object.privileges
    )
  }

  private func relation(_ text: String, _ names: NameResolver) throws(SQLError) -> Relation {
    if let id = Int(text), let relation = objects.relation(oid: id) { return relation.relation }
    let parts = text.split(separator: ".").map { part in
      part.hasPrefix("\"") && part.hasSuffix("\"") && part.count > 1
        ? String(part.dropFirst().dropLast()) : part.lowercased()
    }
    guard let relation = names.relation(parts) else {
      throw SQLError(.undefinedTable, "relation \"\(text)\" does not exist")
    }
    return relation
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    let end = lastIndex { $0 != " " }
    guard let start = firstIndex(where: { $0 != " " }), let end else { return "" }
    return String(self[start...end])
  }
}
