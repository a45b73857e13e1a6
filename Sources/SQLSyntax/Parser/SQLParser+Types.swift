extension SQLParser {
  /// A type with its arguments: `varchar(256)`, `double precision`, `timestamp with time zone`, `text[]`.
  mutating func parseTypeName() throws(Refusal) -> TypeName {
    let position = here
    var type = TypeName("", position: position)
    type.name = try parseTypeWords()
    if token.kind == .leftParenthesis { type.arguments = try parseTypeArguments() }
    if type.name == "timestamp" || type.name == "time" { type.name += try parseZone() }
    if type.name == "interval", let qualifier = try parseIntervalQualifier(&type.arguments) {
      type.name += " \(qualifier)"
    }
    while try accept(symbol: .leftBracket) {
      if token.kind == .integer { try advance() }
      try expect(symbol: .rightBracket)
      type.name += "[]"
    }
    return type
  }

  private mutating func parseTypeWords() throws(Refusal) -> String {
    switch token.keyword {
    case .interval, .binary:
      let word = try parseLabel()
      return try accept(.varying) ? "\(word) varying" : word
    case .national:
      try advance()
      let word = try parseName()
      return try accept(.varying) ? "national \(word) varying" : "national \(word)"
    default: break
    }
    let isQuoted = token.kind == .quotedIdentifier
    var name = try parseQualifiedName().parts
    let isCatalogs = name.count > 1 && name[0] == "pg_catalog"
    if isCatalogs { name.removeFirst() }
    // Without quotes or a schema it is CHARACTER.
    if name == ["char"], isQuoted || isCatalogs { return "\"char\"" }
    let word = name.joined(separator: ".")
    if word == "double", try accept(.precision) { return "double precision" }
    if try accept(.varying) { return "\(word) varying" }
    return word
  }

  private mutating func parseTypeArguments() throws(Refusal) -> [TypeName.Argument] {
    try parseParenthesizedList { p throws(Refusal) in
      if p.lexer.name(p.token, keepsQuotedCase: false) == "max", p.token.kind == .word {
        try p.advance()
        return .maximum
      }
      return .number(try p.parseInteger())
    }
  }

  /// `[WITH | WITHOUT TIME ZONE]`
  private mutating func parseZone() throws(Refusal) -> String {
    guard token.keyword == .with || token.keyword == .without, next.keyword == .time else { return "" }
    let word = token.keyword == .with ? "with" : "without"
    try advance()
    try expect(.time, .zone)
    return " \(word) time zone"
  }

  /// `DAY`, `YEAR TO MONTH`, `SECOND(3)` after an interval; the digits of the last field go to `arguments`.
  mutating func parseIntervalQualifier(_ arguments: inout [TypeName.Argument]) throws(Refusal) -> String? {
    guard let first = try parseIntervalField(&arguments) else { return nil }
    guard try accept(.to) else { return first }
    arguments = []
    guard let last = try parseIntervalField(&arguments) else { throw unexpected() }
    return "\(first) to \(last)"
  }

  private mutating func parseIntervalField(_ arguments: inout [TypeName.Argument]) throws(Refusal) -> String? {
    switch token.keyword {
    case .year, .month, .day, .hour, .minute, .second, .quarter: break
    default: return nil
    }
    let field = try parseName()
    if token.kind == .leftParenthesis, next.kind == .integer { arguments = try parseTypeArguments() }
    return field
  }
}
