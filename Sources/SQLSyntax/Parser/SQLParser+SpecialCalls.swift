import SQLTypes

/// Calls with a grammar of their own, turned into ordinary calls (see `FunctionCall`).
extension SQLParser {
  /// Functions that take a date part first.
  private static let datePartFunctions: Set<String> = [
    "dateadd", "date_add", "datediff", "date_diff", "date_part", "datepart", "pgdate_part",
    "date_trunc",
  ]

  /// Nil when the word before the parenthesis is the name of an ordinary function.
  mutating func parseSpecialCall() throws(Refusal) -> Expression? {
    try enter()
    defer { leave() }
    switch token.keyword {
    case .unlisted:
      if isDateFunction { return try parseDateFunction() }
      return isObjectTransform ? try parseObjectTransform() : nil
    case .cast, .tryCast: return try parseCast()
    case .convert: return try parseConvert()
    case .extract: return try parseExtract()
    case .position: return try parsePosition()
    case .substring: return try parseSubstring()
    case .trim: return try parseTrim()
    case .isnull: return try parseIsNullCall()
    default: return nil
    }
  }

  private mutating func parseCast() throws(Refusal) -> Expression {
    let isTry = token.keyword == .tryCast
    try advance()
    try expect(symbol: .leftParenthesis)
    let value = try parseExpression()
    try expect(.as)
    let type = try parseTypeName()
    try expect(symbol: .rightParenthesis)
    return .cast(value, type, isTry: isTry)
  }

  private mutating func parseConvert() throws(Refusal) -> Expression {
    try advance()
    try expect(symbol: .leftParenthesis)
    let type = try parseTypeName()
    try expect(symbol: .comma)
    let value = try parseExpression()
    try expect(symbol: .rightParenthesis)
    return .cast(value, type, isTry: false)
  }

  /// The name and the opening parenthesis.
  private mutating func openCall() throws(Refusal) -> QualifiedName {
    let position = here
    let name = QualifiedName([try parseLabel()], position: position)
    try expect(symbol: .leftParenthesis)
    return name
  }

  private mutating func closeCall(_ name: QualifiedName, _ arguments: [Expression]) throws(Refusal) -> Expression {
    try expect(symbol: .rightParenthesis)
    return .function(FunctionCall(name, arguments))
  }

  /// `EXTRACT(hour FROM x)`, the part bare or quoted either way.
  private mutating func parseExtract() throws(Refusal) -> Expression {
    let name = try openCall()
    let part = token.isString ? try parseString().lowercased() : try parseLabel().lowercased()
    try expect(.from)
    return try closeCall(name, [.literal(.string(part)), try parseExpression()])
  }

  private mutating func parsePosition() throws(Refusal) -> Expression {
    let name = try openCall()
    let first = try parseExpression(Infix.Precedence.predicate + 1)
    guard try accept(.in) else {
      try expect(symbol: .comma)
      return try closeCall(name, [first, try parseExpression()])
    }
    return try closeCall(name, [first, try parseExpression()])
  }

  private mutating func parseSubstring() throws(Refusal) -> Expression {
    let name = try openCall()
    var arguments = [try parseExpression()]
    if try accept(.for) {
      arguments += [.literal(.integer("1")), try parseExpression()]
    } else if try accept(.from) {
      arguments.append(try parseExpression())
      if try accept(.for) { arguments.append(try parseExpression()) }
    } else {
      while try accept(symbol: .comma) { arguments.append(try parseExpression()) }
    }
    return try closeCall(name, arguments)
  }

  /// `TRIM([BOTH | LEADING | TRAILING] [characters FROM] x)`, `TRIM(x, characters)`
  private mutating func parseTrim() throws(Refusal) -> Expression {
    var name = try openCall()
    name.parts = ["btrim"]
    switch token.keyword {
    case .leading: name.parts = ["ltrim"]
    case .trailing: name.parts = ["rtrim"]
    default: break
    }
    let hasSide = [.leading, .trailing, .both].contains(token.keyword)
    if hasSide { try advance() }
    if try accept(.from) { return try closeCall(name, [try parseExpression()]) }
    let first = try parseExpression()
    if try accept(.from) { return try closeCall(name, [try parseExpression(), first]) }
    guard try accept(symbol: .comma) else { return try closeCall(name, [first]) }
    return try closeCall(name, [first, try parseExpression()])
  }

  /// `ISNULL(a, b)`: the word is reserved for the test `a ISNULL`, and before a parenthesis a call.
  private mutating func parseIsNullCall() throws(Refusal) -> Expression {
    let name = try openCall()
    return try closeCall(name, try parseList { p throws(Refusal) in try p.parseExpression() })
  }

  private var isObjectTransform: Bool {
    guard token.kind == .word, token.end - token.start == 16 else { return false }
    return lexer.name(token, keepsQuotedCase: false) == "object_transform"
  }

  /// `OBJECT_TRANSFORM(input [KEEP path, …] [SET path, value, …])`: the arguments are the input, how many paths KEEP
  /// has (-1 without one), those, and then SET's.
  private mutating func parseObjectTransform() throws(Refusal) -> Expression {
    let name = try openCall()
    let input = try parseExpression()
    var (kept, set): ([Expression]?, [Expression]) = (nil, [])
    if token.isLabel, lexer.name(token, keepsQuotedCase: false) == "keep" {
      try advance()
      kept = try parseList { p throws(Refusal) in try p.parseExpression() }
    }
    if try accept(.set) { set = try parseList { p throws(Refusal) in try p.parseExpression() } }
    guard set.count % 2 == 0 else { throw unexpected() }
    let count = Expression.literal(.integer(String(kept?.count ?? -1)))
    return try closeCall(name, [input, count] + (kept ?? []) + set)
  }

  private var isDateFunction: Bool {
    guard token.kind == .word, token.end - token.start <= 11 else { return false }
    return Self.datePartFunctions.contains(lexer.name(token, keepsQuotedCase: false))
  }

  /// `DATEADD(day, 1, x)`: the first argument, when it is a date part written as a word, is text.
  private mutating func parseDateFunction() throws(Refusal) -> Expression? {
    let part = lexer.token(at: next.end)
    guard part.isLabel, lexer.token(at: part.end).kind == .comma else { return nil }
    let word = lexer.name(part, keepsQuotedCase: false)
    guard DatePart(name: word) != nil else { return nil }
    let name = try openCall()
    try advance()
    try expect(symbol: .comma)
    let rest = try parseList { p throws(Refusal) in try p.parseExpression() }
    return try closeCall(name, [.literal(.string(word))] + rest)
  }
}
