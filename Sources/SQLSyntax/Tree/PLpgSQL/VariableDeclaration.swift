/// One declaration of a block: `name [CONSTANT] type [NOT NULL] [{DEFAULT | := | =} expression]`, a cursor or an alias.
package struct VariableDeclaration: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case scalar(TypeName)
    /// `variable%TYPE`, `table.column%TYPE`
    case typeOf(QualifiedName)
    /// `table%ROWTYPE`
    case rowOf(QualifiedName)
    /// `RECORD`
    case record
    /// `refcursor`
    case cursor
    /// `CURSOR [(name type, …)] FOR query`
    case boundCursor(parameters: [CursorParameter], Query, text: String)
    /// `ALIAS FOR $n`, `ALIAS FOR name`
    case alias(of: Identifier)
  }

  package struct CursorParameter: Hashable, Sendable {
    package var name: Identifier
    package var type: TypeName

    package init(name: Identifier, type: TypeName) {
      self.name = name
      self.type = type
    }
  }

  package var name: Identifier
  package var kind: Kind
  package var isConstant = false
  package var isNotNull = false
  package var initial: Expression?

  package init(name: Identifier, kind: Kind) {
    self.name = name
    self.kind = kind
  }
}
