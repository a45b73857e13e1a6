import SQLTypes

/// SVV_SCHEMA_QUOTA_STATE: what schemas may hold and what they do, in megabytes.
extension SystemRelation {
  static let schemaQuotaRelations = [schemaQuotas]

  private static let schemaQuotas = SystemRelation("svv_schema_quota_state", rows: \.schemaQuotas) {
    SystemColumn("schema_id", .integer) { $0.schema.oid }
    SystemColumn("schema_name", .char(128)) { $0.schema.name }
    SystemColumn("schema_owner", .integer) { $1.owner(of: $0.schema) }
    SystemColumn("quota", .integer) { $0.quota }
    SystemColumn("disk_usage", .integer) { $0.usage }
    SystemColumn("disk_usage_pct", .double) { (Double($0.usage * 10000) / Double($0.quota)).rounded() / 100 }
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
      catalog.access.quotas[schema.name].map { SchemaQuota(schema: schema, quota: $0, usage: usage(of: schema.name)) }
    }
  }

  /// As SVV_TABLE_INFO counts it.
  private func usage(of schema: String) -> Int {
    filledTables.filter { $0.definition.name.schema == schema }.reduce(0) { $0 + $1.blockCount }
  }
}
