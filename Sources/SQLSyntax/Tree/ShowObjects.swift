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
    case functionGrants = "GRANTS ON FUNCTION"
    case procedureGrants = "GRANTS ON PROCEDURE"
    case columnGrants = "COLUMN GRANTS"
    case functionParameters = "PARAMETERS OF FUNCTION"
    case procedureParameters = "PARAMETERS OF PROCEDURE"
  }

  /// Where `$1` and on may stand: drivers write SHOW with a parameter for every name.
  package enum Slot: Hashable, Sendable {
    /// A part of the name, by its index.
    case namePart(Int)
    /// A type of the signature, by its index.
    case argument(Int)
    case like
  }

  package struct Parameter: Hashable, Sendable {
    package var number: Int
    package var slot: Slot
  }

  package var kind: Kind
  /// Whose objects, or which; nil for DATABASES.
  package var name: QualifiedName?
  package var like: String?
  package var limit: Int?
  /// Types that tell a routine from others of its name, as written; nil where no parentheses are.
  package var arguments: [String]?
  package var parameters: [Parameter] = []
  /// Of SHOW GRANTS: whose; nil for everybody's.
  package var grantee: Grant.Recipient?

  package init(kind: Kind, name: QualifiedName? = nil, like: String? = nil, limit: Int? = nil) {
    self.kind = kind
    self.name = name
    self.like = like
    self.limit = limit
  }

  /// The statement with its parameters' values in their slots. `text` is asked for each by its number.
  package func filled<Failure: Error>(_ text: (Int) throws(Failure) -> String) throws(Failure) -> ShowObjects {
    var filled = self
    filled.parameters = []
    for parameter in parameters {
      let value = try text(parameter.number)
      switch parameter.slot {
      case .namePart(let index): filled.name?.parts[index] = value
      case .argument(let index): filled.arguments?[index] = value
      case .like: filled.like = value
      }
    }
    return filled
  }
}
