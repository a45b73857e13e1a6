/// CREATE, ALTER and DROP of users, groups and roles.
package enum PrincipalStatement: Hashable, Sendable {
  case createUser(Identifier, [UserOption])
  case alterUser(Identifier, [UserOption])
  /// `ALTER USER u RESET name`, `RESET ALL` (nil)
  case resetUser(Identifier, parameter: String?)
  case createGroup(Identifier, users: [Identifier])
  case alterGroup(Identifier, GroupAction)
  case createRole(Identifier, externalID: String?)
  case alterRole(Identifier, RoleAction)
  case drop(PrincipalKind, [Identifier], ifExists: Bool, force: Bool)
}

package enum PrincipalKind: String, Hashable, Sendable {
  case user, group, role
}

package enum UserOption: Hashable, Sendable {
  /// nil for DISABLE.
  case password(String?)
  case createDatabase(Bool)
  case createUser(Bool)
  case unrestrictedSyslog(Bool)
  case groups([Identifier])
  case validUntil(String)
  /// nil for UNLIMITED.
  case connectionLimit(Int?)
  /// Seconds; nil for `RESET SESSION TIMEOUT`.
  case sessionTimeout(Int?)
  case externalID(String)
  case rename(Identifier)
  case set(SetParameter)
}

package enum GroupAction: Hashable, Sendable {
  case add([Identifier])
  case drop([Identifier])
  case rename(Identifier)
}

package enum RoleAction: Hashable, Sendable {
  case rename(Identifier)
  case owner(Identifier)
  case externalID(String)
}

/// GRANT and REVOKE, and ALTER DEFAULT PRIVILEGES, which has the same form.
package struct Grant: Hashable, Sendable {
  /// What is given.
  package enum Subject: Hashable, Sendable {
    /// Names in upper case, each with the columns it is limited to; none for ALL.
    case privileges([Privilege], on: Securable)
    case roles([Identifier])
    /// System permissions, `CREATE USER`, in upper case.
    case permissions([String])
  }

  package struct Privilege: Hashable, Sendable {
    package var name: String
    package var columns: [Identifier]

    package init(name: String, columns: [Identifier]) {
      self.name = name
      self.columns = columns
    }
  }

  package enum Securable: Hashable, Sendable {
    case tables([QualifiedName])
    case allTables(schemas: [Identifier])
    case schemas([Identifier])
    case databases([Identifier])
    case languages([Identifier])
    case routines([RoutineReference])
    case allRoutines(RoutineKind, schemas: [Identifier])
    /// `FOR TABLES IN SCHEMA s`: all of a kind, those that are made later included; `schema` is nil for a whole
    /// database, which is the session's where none is named.
    case scope(String, schema: Identifier?, database: Identifier?)
    /// Of ALTER DEFAULT PRIVILEGES: `tables`, `functions`, `procedures`.
    case future(String)
  }

  package enum Recipient: Hashable, Sendable {
    case everyone
    case user(Identifier)
    case group(Identifier)
    case role(Identifier)
  }

  package var isRevoke: Bool
  package var subject: Subject
  package var recipients: [Recipient]
  /// WITH GRANT OPTION and WITH ADMIN OPTION; of REVOKE: GRANT OPTION FOR and ADMIN OPTION FOR.
  package var option: Bool
  package var cascade: Bool

  package init(isRevoke: Bool, subject: Subject, recipients: [Recipient], option: Bool, cascade: Bool) {
    self.isRevoke = isRevoke
    self.subject = subject
    self.recipients = recipients
    self.option = option
    self.cascade = cascade
  }
}

/// `ALTER DEFAULT PRIVILEGES [FOR USER a, b] [IN SCHEMA s, …] grant`
package struct AlterDefaultPrivileges: Hashable, Sendable {
  package var users: [Identifier]
  package var schemas: [Identifier]
  package var grant: Grant

  package init(users: [Identifier], schemas: [Identifier], grant: Grant) {
    self.users = users
    self.schemas = schemas
    self.grant = grant
  }
}

/// CREATE, ALTER and DROP DATABASE.
package enum DatabaseStatement: Hashable, Sendable {
  case create(CreateDatabase)
  case alter(Identifier, Action)
  case drop(Identifier)
  /// USE; nil for RESET USE.
  case use(Identifier?)
  case showUse

  package enum Action: Hashable, Sendable {
    case isolation(Isolation)
    case collation(isCaseSensitive: Bool)
    case rename(Identifier)
    case owner(Identifier)
    /// nil for UNLIMITED.
    case connectionLimit(Int?)
  }

  package enum Isolation: Hashable, Sendable {
    case serializable, snapshot
  }
}

package struct CreateDatabase: Hashable, Sendable {
  package var name: Identifier
  package var owner: Identifier?
  package var connectionLimit: Int?
  package var isCaseSensitive = true
  package var isolation: DatabaseStatement.Isolation?

  package init(name: Identifier) { self.name = name }
}

/// `ALTER SCHEMA name …`
package struct AlterSchema: Hashable, Sendable {
  package enum Action: Hashable, Sendable {
    case owner(Identifier)
    case rename(Identifier)
    /// Megabytes; nil for UNLIMITED.
    case quota(Int?)
  }

  package var name: Identifier
  package var action: Action

  package init(name: Identifier, action: Action) {
    self.name = name
    self.action = action
  }
}
