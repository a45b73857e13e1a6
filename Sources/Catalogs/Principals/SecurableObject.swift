/// What privileges are about.
package enum SecurableObject: Hashable, Sendable {
  /// A table or view, by id.
  case relation(Int)
  /// One of the system's own.
  case systemRelation(String)
  case schema(String)
  case language(String)
  /// By id.
  case function(Int)
  case procedure(Int)

  /// The privileges there are for it.
  package var privileges: Privileges {
    switch self {
    case .relation, .systemRelation: .ofTables
    case .schema: .ofSchemas
    case .language: .ofLanguages
    case .function, .procedure: .ofFunctions
    }
  }

  /// What everybody may do with it before anything was granted: functions may be run, procedures not (AWS
  /// documentation, UDF security and privileges; Security and privileges for stored procedures).
  var publicPrivileges: Privileges {
    switch self {
    case .schema("public"): [.create, .usage]
    case .schema("pg_catalog"), .schema("information_schema"), .language("sql"), .language("plpgsql"): .usage
    case .systemRelation(let name): SystemAccess.isForSuperusers(name) ? [] : .select
    case .function: .execute
    case .relation, .schema, .language, .procedure: []
    }
  }

  /// What messages call its kind.
  package var noun: String {
    switch self {
    case .relation, .systemRelation: "relation"
    case .schema: "schema"
    case .language: "language"
    case .function: "function"
    case .procedure: "procedure"
    }
  }

  /// What ALTER DEFAULT PRIVILEGES calls its kind; nil for kinds it does not have.
  var defaultKind: DefaultPrivileges.Kind? {
    switch self {
    case .relation: .tables
    case .function: .functions
    case .procedure: .procedures
    case .systemRelation, .schema, .language: nil
    }
  }
}

/// Who may read the system's own relations.
package enum SystemAccess {
  /// Visible to superusers only, unless granted (AWS documentation of each).
  private static let forSuperusers: Set<String> = ["pg_shadow", "svv_table_info", "stl_tr_conflict", "svv_diskusage"]

  static func isForSuperusers(_ relation: String) -> Bool { forSuperusers.contains(relation) }
}
