/// IF, CASE and loops.
extension SQLParser {
  /// `<<label>>` before a block or a loop.
  mutating func parseLabelled() throws(Refusal) -> ProcedureStatement.Action {
    let label = try acceptBlockLabel()
    switch token.keyword {
    case .declare, .begin: return .block(try parseBlock(label: label))
    case .for: return .loop(try parseFor(label: label))
    default: return .loop(try parseLoop(label: label))
    }
  }

  /// `IF condition THEN … [ELSIF …] [ELSE …] END IF`
  mutating func parseIf() throws(Refusal) -> ProcedureStatement.Action {
    try enter()
    defer { leave() }
    var branches: [ProcedureStatement.Branch] = []
    repeat {
      try advance()
      let condition = try parseExpression()
      try expect(.then)
      branches.append(ProcedureStatement.Branch(conditions: [condition], statements: try parseStatements()))
    } while isWord("ELSIF") || isWord("ELSEIF")
    let otherwise = try accept(.else) ? try parseStatements() : []
    try expect(.end, .if)
    return .conditional(branches, otherwise: otherwise)
  }

  /// `CASE [operand] WHEN value, … THEN … [ELSE …] END CASE`
  mutating func parseCaseStatement() throws(Refusal) -> ProcedureStatement.Action {
    try enter()
    defer { leave() }
    try advance()
    let operand = token.keyword == .when ? nil : try parseExpression()
    var branches: [ProcedureStatement.Branch] = []
    repeat {
      try expect(.when)
      let conditions = try parseList { p throws(Refusal) in try p.parseExpression() }
      try expect(.then)
      branches.append(ProcedureStatement.Branch(conditions: conditions, statements: try parseStatements()))
    } while token.keyword == .when
    let otherwise = try accept(.else) ? try parseStatements() : nil
    try expect(.end, .case)
    return .choice(operand, branches, otherwise: otherwise)
  }

  /// `LOOP …`, `WHILE condition LOOP …`
  mutating func parseLoop(label: Identifier?) throws(Refusal) -> ProcedureLoop {
    var kind = ProcedureLoop.Kind.forever
    if isWord("WHILE") {
      try advance()
      kind = .while(try parseExpression())
    }
    return ProcedureLoop(label: label, kind: kind, statements: try parseLoopBody(label))
  }

  /// `LOOP … END LOOP [label]`
  private mutating func parseLoopBody(_ label: Identifier?) throws(Refusal) -> [ProcedureStatement] {
    try enter()
    defer { leave() }
    try expect(word: "LOOP")
    let statements = try parseStatements()
    try expect(.end)
    try expect(word: "LOOP")
    try acceptLabel(label)
    return statements
  }

  /// `FOR name IN [REVERSE] first .. last [BY step]`, `FOR names IN query`, `FOR names IN EXECUTE text`
  mutating func parseFor(label: Identifier?) throws(Refusal) -> ProcedureLoop {
    try advance()
    let targets = try parseList { p throws(Refusal) in try p.parseQualifiedName() }
    try expect(.in)
    let kind: ProcedureLoop.Kind
    if hasRange {
      guard targets.count == 1, targets[0].parts.count == 1 else { throw unexpected() }
      kind = .range(try parseRange(targets[0].last))
    } else if token.keyword == .execute {
      kind = .dynamic(targets, try parseDynamicStatement())
    } else {
      let (text, _) = try takeStatement(from: token.start, cutsInto: false, to: "LOOP")
      kind = .query(targets, try parseEmbedded(text), text: text)
    }
    return ProcedureLoop(label: label, kind: kind, statements: try parseLoopBody(label))
  }

  private mutating func parseRange(_ variable: Identifier) throws(Refusal) -> ProcedureRange {
    let isReverse = isWord("REVERSE")
    if isReverse { try advance() }
    let first = try parseExpression()
    try expect(symbol: .range)
    let last = try parseExpression()
    let step = try accept(.by) ? try parseExpression() : nil
    return ProcedureRange(variable: variable, first: first, last: last, step: step, isReverse: isReverse)
  }

  /// Whether `..` stands before LOOP.
  private var hasRange: Bool {
    var ahead = token
    while ahead.kind != .end, ahead.kind != .semicolon {
      if ahead.kind == .range { return true }
      if ahead.kind == .word, word(ahead) == "LOOP" { return false }
      ahead = lexer.token(at: ahead.end)
    }
    return false
  }
}
