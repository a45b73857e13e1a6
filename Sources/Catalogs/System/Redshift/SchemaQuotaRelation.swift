import SQLTypes

/// What schemas may hold and what they do, in megabytes, and who would have had them hold more: SVV_SCHEMA_QUOTA_STATE,
/// SVV_REDSHIFT_SCHEMA_QUOTA, STL_SCHEMA_QUOTA_VIOLATIONS, SYS_SCHEMA_QUOTA_VIOLATIONS.
/// https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_SCHEMA_QUOTA_STATE.html
extension SystemRelation {
  static let schemaQuotaRelations = [schemaQuotas, redshiftQuotas, violationLog, violationHistory]

  private static let schemaQuotas = SystemRelation("svv_schema_quota_state", rows: \.schemaQuotas) {
    SystemColumn("schema_id", .integer) { $0.schema.oid }
    SystemColumn("schema_name", .char(128)) { $0.schema.name }
    SystemColumn("schema_owner", .integer) { $1.owner(of: $0.schema) }
    SystemColumn("quota", .integer) { $0.quota }
    SystemColumn("disk_usage", .integer) { $0.usage }
    SystemColumn("disk_usage_pct", .double) { percentage(of: $0.usage, $0.quota) }
  }

  private static let redshiftQuotas = SystemRelation("svv_redshift_schema_quota", rows: \.schemaQuotas) {
    SystemColumn.database("database_name", .char(128))
    SystemColumn("schema_name", .char(128)) { $0.schema.name }
    SystemColumn("schema_owner", .integer) { $1.owner(of: $0.schema) }
    SystemColumn("quota", .integer) { $0.quota }
    SystemColumn("disk_usage", .integer) { $0.usage }
  }

  private static let violationLog = SystemRelation(
    "stl_schema_quota_violations", rows: \.database.activity.quotaViolations
  ) {
    SystemColumn("ownerid", .integer) { $0.ownerID }
    SystemColumn("xid", .bigint) { $0.transaction }
    SystemColumn("pid", .integer) { $0.session }
    SystemColumn("userid", .integer) { $0.userID }
    SystemColumn("schema_id", .integer) { $1.objects.schema($0.schema) }
    SystemColumn("schema_name", .char(128)) { $0.schema }
    SystemColumn("quota", .integer) { $0.quota }
    SystemColumn("disk_usage", .integer) { $0.usage }
    SystemColumn("disk_usage_pct", .double) { percentage(of: $0.usage, $0.quota) }
    SystemColumn("timestamp", .timestamp) { $0.time }
  }

  private static let violationHistory = SystemRelation(
    "sys_schema_quota_violations", rows: \.database.activity.quotaViolations
  ) {
    SystemColumn("owner_id", .integer) { $0.ownerID }
    SystemColumn("user_id", .integer) { $0.userID }
    SystemColumn("transaction_id", .bigint) { $0.transaction }
    SystemColumn("session_id", .integer) { $0.session }
    SystemColumn("schema_id", .integer) { $1.objects.schema($0.schema) }
    SystemColumn("schema_name", .char(128)) { $0.schema }
    SystemColumn("quota", .integer) { $0.quota }
    SystemColumn("disk_usage", .integer) { $0.usage }
    SystemColumn("record_time", .timestamp) { $0.time }
  }

  private static func percentage(of usage: Int, _ quota: Int) -> Double {
    (Double(usage * 10000) / Double(quota)).rounded() / 100
  }
}

private struct SchemaQuota {
  let schema: SchemaObject
  let quota: Int
  let usage: Int
}

extension SystemContext {
  fileprivate var schemaQuotas: [SchemaQuota] {
    guard !catalog.access.quotas.isEmpty else { return [] }
    return objects.schemas.compactMap { schema in
      catalog.access.quotas[schema.name].map {
        SchemaQuota(schema: schema, quota: $0, usage: catalog.blocks(ofSchema: schema.name))
      }
    }
  }
}

extension Catalog {
  /// What the tables of a schema take, as SVV_TABLE_INFO counts it.
  func blocks(ofSchema schema: String) -> Int {
    allTables.filter { $0.definition.name.schema == schema }.reduce(0) { $0 + $1.blockCount }
  }
}

extension QuotaViolation: OwnedRow {}
