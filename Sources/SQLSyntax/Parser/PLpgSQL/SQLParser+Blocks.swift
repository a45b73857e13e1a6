import SQLTypes

/// The body of a procedure: blocks and their statements.
///
/// Expressions end where no rule takes the next word: THEN, LOOP, `..`. Statements of SQL are cut out up to their
/// semicolon and read on their own, since INTO may stand in them where SQL has none.
extension SQLParser {
  /// Reads the text between a procedure's dollars. Errors: 42601, 54001, 0A000, at positions of the body.
  package static func parseProcedureBody(
    _ text: String, caseSensitiveIdentifiers: Bool = false
  ) throws(SQLError) -> ProcedureBlock {
    try parse(text, caseSensitiveIdentifiers: caseSensitiveIdentifiers) { p throws(Refusal) in
      try p.parseBlock(label: p.acceptBlockLabel())
    }
  }

  /// `<<label>>`
  mutating func acceptBlockLabel() throws(Refusal) -> Identifier? {
    guard try accept(symbol: .shiftLeft) else { return nil }
    let label = try parseName()
    try expect(symbol: .shiftRight)
    return label
  }

  /// From DECLARE or BEGIN to END; the semicolon is the caller's.
  mutating func parseBlock(label: Identifier?) throws(Refusal) -> ProcedureBlock {
    try enter()
    let outerNames = lexer.plainNames
    defer {
      lexer.plainNames = outerNames
      leave()
    }
    var declarations: [VariableDeclaration] = []
    if try accept(.declare) { declarations = try parseDeclarations() }
    try expect(.begin)
    let statements = try parseStatements()
    let handler = isWord("EXCEPTION") ? try parseHandler() : nil
    try expect(.end)
    try acceptLabel(label)
    return ProcedureBlock(label: label, declarations: declarations, statements: statements, handler: handler)
  }

  /// `EXCEPTION [CONTINUE_HANDLER | EXIT_HANDLER] WHEN OTHERS THEN …`
  private mutating func parseHandler() throws(Refusal) -> ProcedureBlock.Handler {
    try advance()
    let continues = isWord("CONTINUE_HANDLER")
    if continues || isWord("EXIT_HANDLER") { try advance() }
    try expect(.when)
    guard isWord("OTHERS") else {
      throw refuse(SQLError(.featureNotSupported, "OTHERS is the only supported condition of an exception block"))
    }
    try advance()
    try expect(.then)
    return ProcedureBlock.Handler(statements: try parseStatements(), continues: continues)
  }

  /// A label behind END, which has to be that of the beginning.
  mutating func acceptLabel(_ label: Identifier?) throws(Refusal) {
    guard token.isName else { return }
    let position = here
    let found = try parseName()
    guard found != label else { return }
    let problem = label.map { "differs from block's label \"\($0)\"" } ?? "specified for unlabelled block"
    throw refuse(SQLError(.syntaxError, "end label \"\(found)\" \(problem)", position: position))
  }

  /// Statements up to a word that ends them.
  mutating func parseStatements() throws(Refusal) -> [ProcedureStatement] {
    var statements: [ProcedureStatement] = []
    while !endsStatements {
      let line = line(at: token.start)
      statements.append(ProcedureStatement(line: line, action: try parseAction()))
      try expect(symbol: .semicolon)
    }
    return statements
  }

  private var endsStatements: Bool {
    switch token.keyword {
    case .end, .else, .when: true
    case .unlisted: ["ELSIF", "ELSEIF", "EXCEPTION"].contains(word(token)) && !startsAssignment
    default: token.kind == .end
    }
  }

  /// The line of a byte, from 1; a line end right behind the opening dollars does not count.
  private mutating func line(at offset: Int) -> Int {
    let lines = lineEnds(before: offset)
    return lexer.bytes.first == 0x0A ? max(1, lines) : lines + 1
  }

  func isWord(_ word: String) -> Bool { token.kind == .word && self.word(token) == word }

  /// `name :=`, `name =`, `name.field :=`
  var startsAssignment: Bool {
    var name = token
    guard name.isLabel else { return false }
    var after = lexer.token(at: name.end)
    while after.kind == .dot {
      name = lexer.token(at: after.end)
      guard name.isLabel else { return false }
      after = lexer.token(at: name.end)
    }
    if after.kind == .equal { return true }
    return after.kind == .colon && lexer.token(at: after.end).kind == .equal
  }

  /// `:=` or `=`
  mutating func acceptAssignment() throws(Refusal) -> Bool {
    if try accept(symbol: .colon) {
      try expect(symbol: .equal)
      return true
    }
    return try accept(symbol: .equal)
  }
}
