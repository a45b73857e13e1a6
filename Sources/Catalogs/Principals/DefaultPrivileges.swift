/// What objects that a user makes later are given at once: ALTER DEFAULT PRIVILEGES.
package struct DefaultPrivileges: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case tables, functions, procedures
  }

  /// Whose objects.
  package let creator: Int
  /// Where; nil for all schemas.
  package internal(set) var schema: String?
  package let kind: Kind
  package var list = AccessControlList()

  package init(creator: Int, schema: String?, kind: Kind) {
    self.creator = creator
    self.schema = schema
    self.kind = kind
  }
}
