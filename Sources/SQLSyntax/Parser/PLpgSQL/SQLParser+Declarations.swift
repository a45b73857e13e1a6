import SQLTypes

/// What stands between DECLARE and BEGIN.
extension SQLParser {
  /// Declarations up to BEGIN, of which no two have one name.
  mutating func parseDeclarations() throws(Refusal) -> [VariableDeclaration] {
    var declarations: [VariableDeclaration] = []
    var names: Set<Identifier> = []
    while token.keyword != .begin {
      let position = here
      let declaration = try parseDeclaration()
      guard names.insert(declaration.name).inserted else {
        throw refuse(
          SQLError(
            .syntaxError, "duplicate declaration at or near \"\(declaration.name)\"", position: position))
      }
      declarations.append(declaration)
    }
    return declarations
  }

  /// One declaration with its semicolon.
  private mutating func parseDeclaration() throws(Refusal) -> VariableDeclaration {
    let name = try parseVariableName()
    let declaration: VariableDeclaration
    switch word(token) {
    case "ALIAS": declaration = VariableDeclaration(name: name, kind: try parseAlias())
    case "CURSOR": declaration = VariableDeclaration(name: name, kind: try parseBoundCursor())
    default: declaration = try parseVariable(name)
    }
    try expect(symbol: .semicolon)
    return declaration
  }

  /// A word that SQL reserves may name a variable, since PL/pgSQL puts variables in before SQL is read; its own words
  /// may not. In the rest of the block it is a name wherever it stands, as in PostgreSQL 8.0.
  private mutating func parseVariableName() throws(Refusal) -> Identifier {
    if token.isReserved, !Self.procedureWords.contains(token.keyword) {
      try take(plainNames: lexer.plainNames.union([word(token)]))
    }
    return try parseName()
  }

  private static let procedureWords: Set<Keyword> = [
    .default, .else, .end, .for, .from, .in, .into, .is, .not, .null, .open, .or, .then, .to, .when,
  ]

  /// Reads the current token anew with these words as names.
  mutating func take(plainNames: Set<String>) throws(Refusal) {
    lexer.plainNames = plainNames
    token = lexer.token(at: token.start)
  }

  /// `ALIAS FOR $n`, `ALIAS FOR name`
  private mutating func parseAlias() throws(Refusal) -> VariableDeclaration.Kind {
    try advance()
    try expect(.for)
    guard token.kind == .parameter else { return .alias(of: try parseName()) }
    let name = text
    try advance()
    return .alias(of: name)
  }

  /// `CURSOR [(name type, …)] {FOR | IS} query`
  private mutating func parseBoundCursor() throws(Refusal) -> VariableDeclaration.Kind {
    try advance()
    var parameters: [VariableDeclaration.CursorParameter] = []
    if token.kind == .leftParenthesis {
      parameters = try parseParenthesizedList { p throws(Refusal) in
        VariableDeclaration.CursorParameter(name: try p.parseName(), type: try p.parseTypeName())
      }
    }
    if !(try accept(.for)) { try expect(.is) }
    let (query, text) = try parseEmbeddedQuery()
    return .boundCursor(parameters: parameters, query, text: text)
  }

  private mutating func parseVariable(_ name: Identifier) throws(Refusal) -> VariableDeclaration {
    let isConstant = isWord("CONSTANT")
    if isConstant { try advance() }
    var variable = VariableDeclaration(name: name, kind: try parseVariableKind())
    variable.isConstant = isConstant
    if try accept(.not) {
      try expect(.null)
      variable.isNotNull = true
    }
    var hasInitial = try accept(.default)
    if !hasInitial { hasInitial = try acceptAssignment() }
    if hasInitial { variable.initial = try parseExpression() }
    return variable
  }

  private mutating func parseVariableKind() throws(Refusal) -> VariableDeclaration.Kind {
    if isWord("RECORD") || isWord("REFCURSOR") {
      let isRecord = isWord("RECORD")
      try advance()
      return isRecord ? .record : .cursor
    }
    guard namesAnotherType else { return .scalar(try parseTypeName()) }
    let name = try parseQualifiedName()
    try expect(symbol: .percent)
    if try accept(.type) { return .typeOf(name) }
    try expect(word: "ROWTYPE")
    return .rowOf(name)
  }

  /// `name%`, `table.column%`
  private var namesAnotherType: Bool {
    var after = token
    repeat {
      guard after.isLabel || after.kind == .dot else { return false }
      after = lexer.token(at: after.end)
    } while after.kind != .percent
    return true
  }
}
