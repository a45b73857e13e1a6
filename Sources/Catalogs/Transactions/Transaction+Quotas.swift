import SQLTypes
import System

/// Schemas' quotas: a transaction may hold more while it runs, and is ended by its commit where a schema that it has
/// made larger holds more than it may (AWS documentation, CREATE SCHEMA).
extension Transaction {
  /// Throws XX000, and logs each schema for STL_SCHEMA_QUOTA_VIOLATIONS. `before`: what is committed; `after`: with the
  /// changes to tables of `schemas`.
  func checkQuotas(_ before: Catalog, _ after: Catalog, _ schemas: Set<String>) throws(SQLError) {
    let violations = schemas.sorted().compactMap { violation(of: $0, before, after) }
    guard !violations.isEmpty else { return }
    database.activity.record(violations)
    let list = violations.map {
      "(Schema: \($0.schema), Quota: \($0.quota) MB, Current Disk Usage: \($0.usage) MB)"
    }
    throw SQLError(
      .internalError,
      "Transaction \(id) is aborted due to exceeding the disk space quota in schema(s): \(list.joined(separator: ", "))",
      hint: "Free up disk space or request increased quota for the schema(s).")
  }

  private func violation(of schema: String, _ before: Catalog, _ after: Catalog) -> QuotaViolation? {
    guard let quota = after.access.quotas[schema] else { return nil }
    let usage = after.blocks(ofSchema: schema)
    guard usage > quota, usage > before.blocks(ofSchema: schema) else { return nil }
    return QuotaViolation(
      schema: schema, ownerID: after.access.owner(of: .schema(schema)),
      userID: database.sessions[session]?.userID ?? Int64(Principals.administratorID), session: session,
      transaction: id, quota: quota, usage: usage, time: WallClock.now)
  }
}
