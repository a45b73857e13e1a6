/// Who asks: a user with the groups it is in and the roles it has.
package struct AccessSubject: Sendable {
  package let userID: Int
  package let isSuperuser: Bool
  package let identities: Set<Grantee>
  /// What its roles let it do anywhere: `CREATE USER`.
  package let permissions: Set<String>
}
