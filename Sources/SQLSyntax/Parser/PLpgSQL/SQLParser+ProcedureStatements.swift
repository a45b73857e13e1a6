import SQLTypes

/// Simple statements of PL/pgSQL.
extension SQLParser {
  /// One statement without its semicolon.
  mutating func parseAction() throws(Refusal) -> ProcedureStatement.Action {
    if startsAssignment { return try parseAssignment() }
    switch token.keyword {
    case .declare, .begin: return .block(try parseBlock(label: nil))
    case .if: return try parseIf()
    case .case: return try parseCaseStatement()
    case .for: return .loop(try parseFor(label: nil))
    case .null:
      try advance()
      return .nothing
    case .execute: return try parseDynamicAction()
    case .open: return try parseOpen()
    case .fetch, .move: return try parseProcedureMovement()
    case .close:
      try advance()
      return .close(try parseName())
    case .commit, .rollback, .start: return try parseTransactionControl()
    default: return try parseWordAction()
    }
  }

  private mutating func parseWordAction() throws(Refusal) -> ProcedureStatement.Action {
    switch word(token) {
    case _ where token.kind == .shiftLeft: return try parseLabelled()
    case "LOOP", "WHILE": return .loop(try parseLoop(label: nil))
    case "EXIT": return try parseJump { .exit(label: $0, condition: $1) }
    case "CONTINUE": return try parseJump { .continue(label: $0, condition: $1) }
    case "RETURN":
      try advance()
      guard token.kind == .semicolon else {
        throw refuse(SQLError(.syntaxError, "RETURN cannot have a parameter in a procedure"))
      }
      return .return
    case "RAISE": return .raise(try parseRaise())
    case "PERFORM":
      try advance()
      let (text, _) = try takeStatement(from: token.start, cutsInto: false)
      return .perform(try parseEmbedded("SELECT " + text), text: "SELECT " + text)
    case "GET": return try parseDiagnostics()
    default: return try parseSQLAction()
    }
  }

  private mutating func parseAssignment() throws(Refusal) -> ProcedureStatement.Action {
    let position = here
    var parts = [try parseLabel()]
    while try accept(symbol: .dot) { parts.append(try parseLabel()) }
    _ = try acceptAssignment()
    return .assign(QualifiedName(parts, position: position), try parseExpression())
  }

  private mutating func parseSQLAction() throws(Refusal) -> ProcedureStatement.Action {
    let start = token.start
    let isQuery = token.keyword == .select || token.keyword == .with
    let (text, targets) = try takeStatement(from: start, cutsInto: isQuery)
    return .sql(try parseEmbedded(text), text: text, into: targets, whole: lexer.source(start, previousEnd))
  }

  /// `EXIT | CONTINUE [label] [WHEN condition]`
  private mutating func parseJump(
    _ make: (Identifier?, Expression?) -> ProcedureStatement.Action
  ) throws(Refusal) -> ProcedureStatement.Action {
    try advance()
    let label = token.isName ? try parseName() : nil
    return make(label, try accept(.when) ? try parseExpression() : nil)
  }

  /// `GET DIAGNOSTICS name {:= | =} ROW_COUNT`
  private mutating func parseDiagnostics() throws(Refusal) -> ProcedureStatement.Action {
    try advance()
    try expect(word: "DIAGNOSTICS")
    let name = try parseQualifiedName()
    guard try acceptAssignment() else { throw unexpected() }
    try expect(word: "ROW_COUNT")
    return .rowCount(into: name)
  }

  private mutating func parseTransactionControl() throws(Refusal) -> ProcedureStatement.Action {
    switch try parseTransaction() {
    case .transaction(.begin(nil)): return .begin
    case .transaction(.commit): return .commit
    case .transaction(.rollback): return .rollback
    default: throw notSupported("This transaction statement in a procedure")
    }
  }

  private mutating func parseDynamicAction() throws(Refusal) -> ProcedureStatement.Action {
    try advance()
    let text = try parseExpression()
    var arguments = try parseUsing()
    let targets =
      try accept(.into) ? try parseList { p throws(Refusal) in try p.parseQualifiedName() } : []
    if arguments.isEmpty { arguments = try parseUsing() }
    return .execute(DynamicStatement(text: text, arguments: arguments), into: targets)
  }

  /// `[USING value, …]`
  mutating func parseUsing() throws(Refusal) -> [Expression] {
    guard try accept(.using) else { return [] }
    return try parseList { p throws(Refusal) in try p.parseExpression() }
  }

  mutating func parseDynamicStatement() throws(Refusal) -> DynamicStatement {
    try expect(.execute)
    return DynamicStatement(text: try parseExpression(), arguments: try parseUsing())
  }

  /// `RAISE [level] ['format' [, value, …]] [USING option = value, …]`
  private mutating func parseRaise() throws(Refusal) -> RaiseStatement {
    try advance()
    guard token.kind != .semicolon else { return RaiseStatement(level: nil, format: nil) }
    let level = RaiseStatement.Level(rawValue: word(token).lowercased())
    if level != nil { try advance() }
    var raise = RaiseStatement(level: level ?? .exception, format: token.isString ? try parseString() : nil)
    while try accept(symbol: .comma) { raise.arguments.append(try parseExpression()) }
    if try accept(.using) { raise.options = try parseRaiseOptions() }
    let places = RaiseStatement.places(in: raise.format ?? "")
    guard places <= raise.arguments.count else {
      throw refuse(SQLError(.syntaxError, "too few parameters specified for RAISE"))
    }
    guard places == raise.arguments.count else {
      throw refuse(SQLError(.syntaxError, "too many parameters specified for RAISE"))
    }
    return raise
  }

  private mutating func parseRaiseOptions() throws(Refusal) -> [String: Expression] {
    var options: [String: Expression] = [:]
    repeat {
      let name = word(token).lowercased()
      guard ["errcode", "message", "detail", "hint"].contains(name) else { throw unexpected() }
      try advance()
      guard try acceptAssignment() else { throw unexpected() }
      options[name] = try parseExpression()
    } while try accept(symbol: .comma)
    return options
  }
}
