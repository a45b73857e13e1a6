/// What privileges are about.
package enum SecurableObject: Hashable, Sendable {
  /// A table or view, by id.
  case relation(Int)
  /// One of the system's own.
  case systemRelation(String)
  case schema(String)
  case language(String)

  /// The privileges there are for it.
  package var privileges: Privileges {
    switch self {
    case .relation, .systemRelation: .ofTables
    case .schema: .ofSchemas
    case .language: .ofLanguages
    }
  }

  /// What everybody may do with it before anything was granted.
  var publicPrivileges: Privileges {
    switch self {
    case .schema("public"): [.create, .usage]
    case .schema("pg_catalog"), .schema("information_schema"), .language("sql"), .language("plpgsql"): .usage
    case .systemRelation(let name): SystemAccess.isForSuperusers(name) ? [] : .select
    case .relation, .schema, .language: []
    }
  }
}

/// Who may read the system's own relations.
package enum SystemAccess {
  /// Visible to superusers only, unless granted (AWS documentation of each).
  private static let forSuperusers: Set<String> = ["pg_shadow", "svv_table_info", "stl_tr_conflict", "svv_diskusage"]

  static func isForSuperusers(_ relation: String) -> Bool { forSuperusers.contains(relation) }
}
