import SQLTypes

/// COPY and UNLOAD. Only the form is checked here; what goes with what, Loading says.
extension SQLParser {
  mutating func parseCopy() throws(Refusal) -> Statement {
    try advance()
    if token.kind == .word, word(token) == "JOB", next.isLabel, next.keyword != .from {
      return try skipUnsupported("COPY JOB")
    }
    let table = try parseQualifiedName()
    let columns =
      token.kind == .leftParenthesis
      ? try parseParenthesizedList { p throws(Refusal) in try p.parseColumnName() } : []
    try expect(.from)
    if token.keyword == .stdin {
      throw refuse(
        SQLError(
          .featureNotSupported,
          "LOAD source is not supported. (Hint: only S3 or DynamoDB or EMR based load is allowed)"))
    }
    let source = try parseString()
    let options = try parseCopyOptions(CopyClause.copy)
    if token.keyword == .job, next.keyword == .create { return try skipUnsupported("COPY JOB") }
    guard token.kind == .end || token.kind == .semicolon else { throw unexpected() }
    return .copy(Copy(table: table, columns: columns, source: source, options: options))
  }

  /// `UNLOAD ('query') TO 'destination' option…`
  mutating func parseUnload() throws(Refusal) -> Unload {
    try advance()
    guard token.kind == .leftParenthesis else { throw unexpected() }
    try advance()
    let query = try parseString()
    try expect(symbol: .rightParenthesis)
    try expect(.to)
    let destination = try parseString()
    let options = try parseCopyOptions(CopyClause.unload)
    guard token.kind == .end || token.kind == .semicolon else { throw unexpected() }
    return Unload(query: query, destination: destination, options: options)
  }

  private mutating func parseCopyOptions(_ clauses: [String: CopyClause.Argument]) throws(Refusal) -> [CopyOption] {
    var options: [CopyOption] = []
    var seen: Set<String> = []
    while token.kind == .word {
      let start = token
      let name = try parseClauseName()
      guard let rule = clauses[name] else {
        token = start
        break
      }
      guard seen.insert(name).inserted else {
        token = start
        try refuseSecond(if: true)
        break
      }
      let position = here
      try advance()
      options.append(CopyOption(name: name, argument: try parseArgument(rule), position: position))
    }
    return options
  }

  /// The clause's word past the noise before it: FORMAT and AS before a format, WITH before CREDENTIALS.
  private mutating func parseClauseName() throws(Refusal) -> String {
    let word = lexer.name(token, keepsQuotedCase: false)
    if word == "with", lexer.name(next, keepsQuotedCase: false) == "credentials" {
      try advance()
      return "credentials"
    }
    guard word == "format" || word == "as" else { return word }
    try advance()
    if word == "format" { _ = try accept(.as) }
    guard token.kind == .word else { throw unexpected() }
    let format = lexer.name(token, keepsQuotedCase: false)
    guard CopyClause.formats.contains(format) else { throw unexpected() }
    return format
  }

  private mutating func parseArgument(_ rule: CopyClause.Argument) throws(Refusal) -> CopyOption.Argument? {
    switch rule {
    case .none: return nil
    case .string:
      _ = try accept(.as)
      return .string(try parseOptionString())
    case .optionalString:
      if try accept(.as) { return .string(try parseOptionString()) }
      return token.isString ? .string(try parseOptionString()) : nil
    case .number:
      _ = try accept(.as)
      return .number(try parseInteger())
    case .optionalWord(let words):
      guard token.kind == .word, words.contains(word(token).lowercased()) else { return nil }
      return .word(try parseLabel())
    case .word(let words): return try parseWordArgument(words)
    case .role:
      _ = try accept(.as)
      return try accept(.default) ? .word("default") : .string(try parseOptionString())
    case .simplify: return try parseTolerance()
    case .size: return try parseSize()
    case .names:
      try expect(.by)
      return .names(try parseNames())
    }
  }

  private mutating func parseWordArgument(_ words: Set<String>) throws(Refusal) -> CopyOption.Argument {
    _ = try accept(.as)
    let start = token
    let word = token.isString ? try parseOptionString().lowercased() : try parseLabel().lowercased()
    guard words.contains(word) else {
      token = start
      throw unexpected()
    }
    return .word(word)
  }

  private mutating func parseTolerance() throws(Refusal) -> CopyOption.Argument? {
    let isAuto = try accept(.auto)
    if [.integer, .decimal, .float].contains(token.kind) {
      let tolerance = text
      try advance()
      return .string(tolerance)
    }
    return token.isString ? .string(try parseOptionString()) : isAuto ? .word("auto") : nil
  }

  /// A size in bytes; a bare number is megabytes.
  private mutating func parseSize() throws(Refusal) -> CopyOption.Argument {
    _ = try accept(.as)
    guard token.kind == .integer || token.kind == .decimal, let amount = Double(text) else { throw unexpected() }
    try advance()
    var unit = 1_048_576.0
    if token.kind == .word, ["MB", "GB"].contains(word(token)) {
      if word(token) == "GB" { unit *= 1024 }
      try advance()
    }
    return .number(Int(min(amount * unit, 1e18)))
  }
}
