import SQLTypes

/// CREATE, ALTER, DROP and SHOW of procedures and functions, and CALL.
extension SQLParser {
  /// `PROCEDURE | FUNCTION name (parameters) …`, its clauses in any order.
  mutating func parseCreateRoutine(orReplace: Bool) throws(Refusal) -> RoutineCommand {
    let kind = try parseRoutineKind()
    let name = try parseQualifiedName()
    var routine = CreateRoutine(
      kind: kind, name: name, orReplace: orReplace, parameters: try parseRoutineParameters())
    if kind == .function {
      try expect(word: "RETURNS")
      routine.result = try parseTypeName()
    }
    while token.kind != .end, token.kind != .semicolon { try parseClause(of: &routine) }
    guard !routine.language.isEmpty else {
      throw refuse(SQLError(.syntaxError, "no language specified"))
    }
    try check(language: routine.language, of: kind)
    return .create(routine)
  }

  /// Redshift has PL/pgSQL for procedures alone, and SQL for functions alone.
  private mutating func check(language: String, of kind: RoutineKind) throws(Refusal) {
    switch (kind, language) {
    case (.procedure, "plpgsql"), (.function, "sql"): return
    case (.function, "plpgsql"):
      throw refuse(
        SQLError(
          .featureNotSupported, "functions in LANGUAGE plpgsql are not supported",
          hint: "PL/pgSQL is the language of procedures: CREATE PROCEDURE."))
    case (.procedure, "sql"):
      throw refuse(
        SQLError(
          .featureNotSupported, "procedures in LANGUAGE sql are not supported",
          hint: "The language of procedures is plpgsql."))
    default: throw notSupported("A \(kind.rawValue) in LANGUAGE \(language)")
    }
  }

  private mutating func parseRoutineKind() throws(Refusal) -> RoutineKind {
    let kind: RoutineKind = token.keyword == .procedure ? .procedure : .function
    try advance()
    return kind
  }

  private mutating func parseClause(of routine: inout CreateRoutine) throws(Refusal) {
    if try accept(.as) {
      routine.body = try parseString()
    } else if try accept(.language) {
      routine.language = token.isString ? try parseString() : try parseName()
    } else if token.keyword == .set {
      guard case .set(let setting) = try parseSet() else { throw unexpected() }
      routine.settings.append(setting)
    } else {
      try parseProperty(of: &routine)
    }
  }

  private mutating func parseProperty(of routine: inout CreateRoutine) throws(Refusal) {
    let word = word(token)
    switch (routine.kind, word) {
    case (.procedure, "NONATOMIC"): routine.isNonAtomic = true
    case (.procedure, "SECURITY"):
      try advance()
      routine.isSecurityDefiner = self.word(token) == "DEFINER"
      guard routine.isSecurityDefiner || self.word(token) == "INVOKER" else { throw unexpected() }
    case (.function, "VOLATILE"), (.function, "STABLE"), (.function, "IMMUTABLE"): routine.volatility = word
    default: throw unexpected()
    }
    try advance()
  }

  /// `([parameter, …])`
  private mutating func parseRoutineParameters() throws(Refusal) -> [RoutineParameter] {
    try expect(symbol: .leftParenthesis)
    if try accept(symbol: .rightParenthesis) { return [] }
    let parameters = try parseList { p throws(Refusal) in try p.parseRoutineParameter() }
    try expect(symbol: .rightParenthesis)
    return parameters
  }

  mutating func parseRoutineParameter() throws(Refusal) -> RoutineParameter {
    var mode = try acceptParameterMode()
    var name: Identifier?
    if token.isName, startsType(next), !(Self.longTypes[word(token)] ?? []).contains(word(next)) {
      name = try parseName()
      if mode == nil { mode = try acceptParameterMode() }
    }
    return RoutineParameter(name: name, mode: mode ?? .in, type: try parseTypeName())
  }

  /// Types of several words, which look like a name and a type.
  private static let longTypes: [String: Set<String>] = [
    "DOUBLE": ["PRECISION"], "CHARACTER": ["VARYING"], "CHAR": ["VARYING"], "NATIONAL": ["CHARACTER", "CHAR"],
    "TIMESTAMP": ["WITH", "WITHOUT"], "TIME": ["WITH", "WITHOUT"],
    "INTERVAL": ["YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND"],
  ]

  private func startsType(_ token: Token) -> Bool {
    token.isName || [.binary, .in].contains(token.keyword)
  }

  private mutating func acceptParameterMode() throws(Refusal) -> RoutineParameter.Mode? {
    // `out` may be the parameter's name.
    guard let mode = RoutineParameter.Mode(rawValue: word(token).lowercased()), token.kind == .word, startsType(next)
    else { return nil }
    try advance()
    return mode
  }

  /// `PROCEDURE | FUNCTION name [(types)]`, from its first word.
  mutating func parseRoutineReference() throws(Refusal) -> RoutineReference {
    try parseRoutineReference(try parseRoutineKind())
  }

  private mutating func parseRoutineReference(_ kind: RoutineKind) throws(Refusal) -> RoutineReference {
    let name = try parseQualifiedName()
    let parameters = token.kind == .leftParenthesis ? try parseRoutineParameters() : nil
    return RoutineReference(kind: kind, name: name, parameters: parameters)
  }

  /// `PROCEDURE | FUNCTION name [(types)], …`
  mutating func parseRoutineReferences() throws(Refusal) -> [RoutineReference] {
    let kind = try parseRoutineKind()
    return try parseList { p throws(Refusal) in try p.parseRoutineReference(kind) }
  }

  mutating func parseDropRoutine() throws(Refusal) -> RoutineCommand {
    let kind = try parseRoutineKind()
    let ifExists = try acceptIfExists()
    let routines = try parseList { p throws(Refusal) in try p.parseRoutineReference(kind) }
    _ = try acceptCascade()
    return .drop(routines, ifExists: ifExists)
  }

  mutating func parseAlterRoutine() throws(Refusal) -> RoutineCommand {
    let routine = try parseRoutineReference()
    if try accept(.rename) {
      try expect(.to)
      return .rename(routine, to: try parseName())
    }
    try expect(.owner, .to)
    return .owner(routine, try parseLabel())
  }

  /// `CALL name([arguments])`
  mutating func parseCall() throws(Refusal) -> RoutineCommand {
    try advance()
    let name = try parseQualifiedName()
    try expect(symbol: .leftParenthesis)
    if try accept(symbol: .rightParenthesis) { return .call(name, []) }
    let arguments = try parseList { p throws(Refusal) in try p.parseExpression() }
    try expect(symbol: .rightParenthesis)
    return .call(name, arguments)
  }
}
