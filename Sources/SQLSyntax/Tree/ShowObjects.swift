/// `SHOW TABLES FROM SCHEMA db.s LIKE 'a%' LIMIT 5` and its kin, which list objects or print their DDL.
package struct ShowObjects: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case databases = "DATABASES"
    case schemas = "SCHEMAS"
    case tables = "TABLES"
    case columns = "COLUMNS"
    case primaryKeys = "CONSTRAINTS PRIMARY KEYS"
    case foreignKeys = "CONSTRAINTS FOREIGN KEYS"
    /// Foreign keys of other tables to the one named.
    case exportedKeys = "CONSTRAINTS FOREIGN KEYS EXPORTED"
    case functions = "FUNCTIONS"
    case procedures = "PROCEDURES"
    case table = "TABLE"
    case view = "VIEW"
    case grants = "GRANTS"
    case tableGrants = "GRANTS ON TABLE"
    case schemaGrants = "GRANTS ON SCHEMA"
    case databaseGrants = "GRANTS ON DATABASE"
  }

  package var kind: Kind
  /// Whose objects, or which; nil for DATABASES.
  package var name: QualifiedName?
  package var like: String?
  package var limit: Int?
  /// Of SHOW GRANTS: whose; nil for everybody's.
  package var grantee: Grant.Recipient?

  package init(kind: Kind, name: QualifiedName? = nil, like: String? = nil, limit: Int? = nil) {
    self.kind = kind
    self.name = name
    self.like = like
    self.limit = limit
  }
}
