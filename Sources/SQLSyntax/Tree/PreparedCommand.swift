/// Statements about prepared statements.
package enum PreparedCommand: Hashable, Sendable {
  case prepare(Prepare)
  /// `EXECUTE name [(arguments)]`
  case execute(name: Identifier, arguments: [Expression])
  /// `DEALLOCATE [PREPARE] name`
  case deallocate(name: Identifier)
}

/// `PREPARE name [(types)] AS statement`
package struct Prepare: Hashable, Sendable {
  package var name: Identifier
  package var types: [TypeName]
  package var statement: Statement
  /// The statement's own text.
  package var text: String

  package init(name: Identifier, types: [TypeName], statement: Statement, text: String) {
    self.name = name
    self.types = types
    self.statement = statement
    self.text = text
  }
}
