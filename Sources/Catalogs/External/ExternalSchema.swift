/// A schema whose tables are those of a database of the data catalog.
package struct ExternalSchema: Hashable, Sendable {
  package var database: String
  package var region: String?
  /// The ARN, or `default`.
  package var role: String?

  package init(database: String, region: String?, role: String?) {
    self.database = database
    self.region = region
    self.role = role
  }
}
