/// A transaction that would have left a schema with more than its quota: a row of STL_SCHEMA_QUOTA_VIOLATIONS.
package struct QuotaViolation: Sendable {
  package let schema: String
  /// Who owns the schema, and whose session it was.
  package let ownerID: Int
  package let userID: Int64
  package let session: Int
  package let transaction: Int
  /// Megabytes that the schema may hold, and would hold.
  package let quota: Int
  package let usage: Int
  /// Microseconds since 1970-01-01 UTC.
  package let time: Int64
}
