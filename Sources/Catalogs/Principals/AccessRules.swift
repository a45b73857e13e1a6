import SQLTypes

/// Who owns what in a database, and who may do what with it: a part of its catalog.
///
/// What is not listed has the administrator for its owner and no privileges but those that go with its kind, so that a
/// database without users keeps nothing here.
package struct AccessRules: Sendable {
  /// A column of a table or view.
  package struct ColumnKey: Hashable, Sendable {
    package let relation: Int
    package let column: String

    package init(relation: Int, column: String) {
      self.relation = relation
      self.column = column
    }
  }

  private var owners: [SecurableObject: Int] = [:]
  package private(set) var lists: [SecurableObject: AccessControlList] = [:]
  package private(set) var columnLists: [ColumnKey: AccessControlList] = [:]
  package private(set) var defaults: [DefaultPrivileges] = []
  package internal(set) var scopes: [AccessScope: AccessControlList] = [:]
  /// Megabytes that schemas may hold, for those that have a limit.
  package private(set) var quotas: [String: Int] = [:]

  package init() {}

  package func owner(of object: SecurableObject) -> Int { owners[object] ?? Self.systemOwner(of: object) }

  private static func systemOwner(of object: SecurableObject) -> Int {
    switch object {
    case .systemRelation, .schema("public"), .schema("pg_catalog"), .schema("information_schema"), .language:
      ObjectID.bootstrapUser
    case .relation, .schema, .function, .procedure: Principals.administratorID
    }
  }

  /// Who may do what with an object, its owner included.
  package func list(of object: SecurableObject) -> AccessControlList {
    lists[object]
      ?? AccessControlList(owner: owner(of: object), object.privileges, everyone: object.publicPrivileges)
  }

  /// `schema`: where a relation or a routine is, whose kind may have been granted there.
  package func privileges(of subject: AccessSubject, on object: SecurableObject, in schema: String?) -> Privileges {
    guard !subject.isSuperuser else { return object.privileges }
    return list(of: object).privileges(of: subject.identities)
      .union(scopedPrivileges(of: subject, on: object, in: schema))
  }

  /// On a column alone, beside what there is on its table.
  package func privileges(of subject: AccessSubject, on column: ColumnKey) -> Privileges {
    columnLists[column]?.privileges(of: subject.identities) ?? []
  }

  /// Whether there are any on columns of a relation.
  package func hasColumnPrivileges(of subject: AccessSubject, on relation: Int, _ privilege: Privileges) -> Bool {
    columnLists.contains { key, list in
      key.relation == relation && list.privileges(of: subject.identities).contains(privilege)
    }
  }

  /// Whether an object belongs to the user, or the user is a superuser.
  package func owns(_ subject: AccessSubject, _ object: SecurableObject) -> Bool {
    subject.isSuperuser || owner(of: object) == subject.userID
  }

  /// Objects that belong to a user.
  package func objects(ownedBy user: Int) -> [SecurableObject] { owners.filter { $0.value == user }.map(\.key) }

  /// Whether somebody was given anything, now or for later.
  package func mentions(_ grantee: Grantee) -> Bool {
    let isOwner = { (object: SecurableObject) in grantee == .user(self.owner(of: object)) }
    return lists.contains { $0.value.mentions(grantee) && !isOwner($0.key) }
      || columnLists.values.contains { $0.mentions(grantee) }
      || defaults.contains { $0.list.mentions(grantee) || grantee == .user($0.creator) }
      || scopes.values.contains { $0.mentions(grantee) }
  }
}

/// Changes.
extension AccessRules {
  /// An object that was just made, with what its maker's default privileges say.
  mutating func register(_ object: SecurableObject, owner: Int, schema: String?) {
    if owner != Self.systemOwner(of: object) { owners[object] = owner }
    guard let kind = object.defaultKind else { return }
    for rule in defaults where rule.creator == owner && rule.kind == kind {
      guard rule.schema == nil || rule.schema == schema else { continue }
      for entry in rule.list.entries {
        change(object) {
          $0.grant(entry.privileges, to: entry.grantee, by: owner, grantable: entry.grantable)
        }
      }
    }
  }

  /// nil for no limit.
  package mutating func setQuota(_ megabytes: Int?, of schema: String) { quotas[schema] = megabytes }

  package mutating func setOwner(of object: SecurableObject, to user: Int) {
    let old = owner(of: object)
    owners[object] = user == Self.systemOwner(of: object) ? nil : user
    lists[object]?.changeOwner(from: old, to: user)
  }

  package mutating func change<Failure: Error>(
    _ object: SecurableObject, _ edit: (inout AccessControlList) throws(Failure) -> Void
  ) throws(Failure) {
    var list = list(of: object)
    try edit(&list)
    lists[object] = list
  }

  package mutating func change<Failure: Error>(
    _ column: ColumnKey, _ edit: (inout AccessControlList) throws(Failure) -> Void
  ) throws(Failure) {
    var list = columnLists[column] ?? AccessControlList()
    try edit(&list)
    columnLists[column] = list.isEmpty ? nil : list
  }

  package mutating func change<Failure: Error>(
    _ rule: DefaultPrivileges, _ edit: (inout AccessControlList) throws(Failure) -> Void
  ) throws(Failure) {
    let index = defaults.firstIndex { ($0.creator, $0.schema, $0.kind) == (rule.creator, rule.schema, rule.kind) }
    var changed = index.map { defaults[$0] } ?? rule
    try edit(&changed.list)
    if let index { defaults.remove(at: index) }
    if !changed.list.isEmpty { defaults.append(changed) }
  }

  package mutating func renameColumn(of relation: Int, _ old: String, to new: String) {
    guard let list = columnLists.removeValue(forKey: ColumnKey(relation: relation, column: old)) else { return }
    columnLists[ColumnKey(relation: relation, column: new)] = list
  }

  /// A schema goes by another name; `before` are the rules while it had the old one.
  package mutating func renameSchema(_ name: String, to new: String, from before: AccessRules) {
    owners[.schema(new)] = before.owners[.schema(name)]
    lists[.schema(new)] = before.lists[.schema(name)]
    quotas[new] = before.quotas[name]
    for index in defaults.indices where defaults[index].schema == name { defaults[index].schema = new }
    scopes = before.scopes
    renameScopes(of: name, to: new)
  }

  mutating func forget(_ object: SecurableObject) {
    owners[object] = nil
    lists[object] = nil
    guard case .schema(let name) = object else { return }
    quotas[name] = nil
    renameScopes(of: name, to: nil)
  }

  /// A relation or a routine: no two of them share an id.
  mutating func forget(id: Int) {
    for object in [SecurableObject.relation(id), .function(id), .procedure(id)] { forget(object) }
    if !columnLists.isEmpty { columnLists = columnLists.filter { $0.key.relation != id } }
  }

  /// All that somebody was given: what DROP GROUP and DROP ROLE … FORCE leave behind.
  package mutating func forget(_ grantee: Grantee) {
    for object in Array(lists.keys) { lists[object]?.removeAll(of: grantee) }
    for column in Array(columnLists.keys) { columnLists[column]?.removeAll(of: grantee) }
    columnLists = columnLists.filter { !$0.value.isEmpty }
    for index in defaults.indices { defaults[index].list.removeAll(of: grantee) }
    defaults.removeAll { $0.list.isEmpty }
    for scope in Array(scopes.keys) { scopes[scope]?.removeAll(of: grantee) }
    scopes = scopes.filter { !$0.value.isEmpty }
  }
}
