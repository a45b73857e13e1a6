import SQLTypes

/// PG_DEFAULT_ACL: what ALTER DEFAULT PRIVILEGES gives on objects to come.
/// https://docs.aws.amazon.com/redshift/latest/dg/r_PG_DEFAULT_ACL.html
extension SystemRelation {
  static let defaultPrivilegeCatalogs = [defaultLists]

  private static let defaultLists = SystemRelation("pg_default_acl", rows: \.numberedDefaults) {
    SystemColumn("oid", .objectID) { $0.oid }.hidden()
    SystemColumn("defacluser", .integer) { $0.rule.creator }
    SystemColumn("defaclnamespace", .objectID) { $1.id(ofSchema: $0.rule.schema) }
    SystemColumn("defaclobjtype", .letter) { $0.rule.kind.letter }
    SystemColumn("defaclacl", .accessList) { $1.text($0.rule.list) }
  }
}

private struct NumberedDefault {
  let oid: Int
  let rule: DefaultPrivileges
}

extension SystemContext {
  fileprivate var numberedDefaults: [NumberedDefault] {
    catalog.access.defaults.enumerated().map { NumberedDefault(oid: Self.firstDefault + $0, rule: $1) }
  }

  /// Below the users' objects, above those of the system.
  private static var firstDefault: Int { 90_000 }

  /// 0 for all schemas.
  fileprivate func id(ofSchema name: String?) -> Int { objects.schemas.first { $0.name == name }?.oid ?? 0 }
}

extension DefaultPrivileges.Kind {
  fileprivate var letter: String {
    switch self {
    case .tables: "r"
    case .functions: "f"
    case .procedures: "p"
    }
  }
}
