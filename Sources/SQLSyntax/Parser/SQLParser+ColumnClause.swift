extension SQLParser {
  /// `name type attribute…`; attributes in any order, each as often as it likes except where it would contradict.
  mutating func parseColumnClause() throws(Refusal) -> ColumnClause {
    let position = here
    let name = try parseName()
    var column = ColumnClause(name: name, type: try parseTypeName(), attributes: [], position: position)
    while try parseColumnAttribute(&column.attributes) {}
    return column
  }

  private mutating func parseColumnAttribute(_ attributes: inout [ColumnAttribute]) throws(Refusal) -> Bool {
    if try accept(.constraint) { attributes.append(.constraintName(try parseName())) }
    switch token.keyword {
    case .not:
      try expect(.not, .null)
      attributes.append(.notNull)
    case .null:
      try advance()
      attributes.append(.null)
    case .default: try parseDefault(&attributes)
    case .identity:
      try advance()
      let (seed, step) = try parseIdentityArguments()
      attributes.append(.identity(seed: seed, step: step))
    case .generated:
      try expect(.generated, .by, .default, .as, .identity)
      let (seed, step) = try parseIdentityArguments()
      attributes.append(.generatedIdentity(seed: seed, step: step))
    default: return try parseKeyAttribute(&attributes)
    }
    return true
  }

  private mutating func parseKeyAttribute(_ attributes: inout [ColumnAttribute]) throws(Refusal) -> Bool {
    switch token.keyword {
    case .encode:
      try advance()
      attributes.append(.encode(try parseLabel().lowercased()))
    case .distkey:
      try advance()
      attributes.append(.distkey)
    case .sortkey:
      try advance()
      attributes.append(.sortkey)
    case .unique:
      try advance()
      attributes.append(.unique)
    case .primary:
      try expect(.primary, .key)
      attributes.append(.primaryKey)
    case .references:
      try advance()
      let table = try parseQualifiedName()
      attributes.append(
        .references(table: table, columns: token.kind == .leftParenthesis ? try parseNames() : []))
    case .collate:
      try advance()
      attributes.append(try parseCollateAttribute())
    case .check: throw notSupported("A CHECK constraint")
    default: return false
    }
    return true
  }

  /// `CASE_SENSITIVE`, `CASE_INSENSITIVE`, or CS and CI for short.
  private mutating func parseCollateAttribute() throws(Refusal) -> ColumnAttribute {
    let start = token
    switch try parseCollation().lowercased() {
    case "case_sensitive", "cs": return .collate(caseSensitive: true)
    case "case_insensitive", "ci": return .collate(caseSensitive: false)
    default:
      token = start
      throw unexpected()
    }
  }

  /// A COLLATE that follows is the column's, not the expression's.
  private mutating func parseDefault(_ attributes: inout [ColumnAttribute]) throws(Refusal) {
    try advance()
    let start = token.start
    takesCollate = false
    let expression = try parseExpression(Infix.Precedence.comparison)
    takesCollate = true
    attributes.append(.defaultValue(expression, text: lexer.source(start, previousEnd)))
  }

  /// `[(seed, step)]`, else (1, 1).
  private mutating func parseIdentityArguments() throws(Refusal) -> (seed: Int, step: Int) {
    guard try accept(symbol: .leftParenthesis) else { return (1, 1) }
    let seed = try parseInteger()
    try expect(symbol: .comma)
    let step = try parseInteger()
    try expect(symbol: .rightParenthesis)
    return (seed, step)
  }
}
