import SQLTypes

extension SQLParser {
  /// From TABLE on. A list of bare names in the parentheses means CREATE TABLE AS.
  mutating func parseCreateTable(isTemporary: Bool) throws(Refusal) -> Statement {
    try advance()
    let ifNotExists = try acceptIfNotExists()
    var table = CreateTable(name: try parseQualifiedName())
    table.isTemporary = isTemporary || table.name.last.hasPrefix("#")
    table.ifNotExists = ifNotExists
    guard token.kind == .leftParenthesis, !startsNameList else {
      return .createTableAs(try parseCreateTableAs(table))
    }
    try expect(symbol: .leftParenthesis)
    repeat { try parseTableElement(&table) } while try accept(symbol: .comma)
    try expect(symbol: .rightParenthesis)
    table.attributes = try parseTableAttributes()
    return .createTable(table)
  }

  private var startsNameList: Bool {
    let name = next
    let following = lexer.token(at: name.end).kind
    return name.isName && (following == .comma || following == .rightParenthesis)
  }

  private mutating func parseCreateTableAs(_ table: CreateTable) throws(Refusal) -> CreateTableAs {
    let columns = token.kind == .leftParenthesis ? try parseNames() : []
    takesKeyPositions = true
    let attributes = try parseTableAttributes()
    takesKeyPositions = false
    try expect(.as)
    return CreateTableAs(
      name: table.name, isTemporary: table.isTemporary, ifNotExists: table.ifNotExists, columns: columns,
      attributes: attributes, query: try parseQuery())
  }

  /// A column, a constraint, or LIKE.
  private mutating func parseTableElement(_ table: inout CreateTable) throws(Refusal) {
    switch token.keyword {
    case .like: table.likes.append(try parseLike())
    case .constraint, .primary, .unique, .foreign, .check: table.constraints.append(try parseTableConstraint())
    default: table.columns.append(try parseColumnClause())
    }
  }

  private mutating func parseLike() throws(Refusal) -> LikeClause {
    try advance()
    let parent = try parseQualifiedName()
    let includes = token.keyword == .including
    guard includes || token.keyword == .excluding else { return LikeClause(table: parent, includesDefaults: false) }
    try advance()
    try expect(.defaults)
    return LikeClause(table: parent, includesDefaults: includes)
  }

  /// `[CONSTRAINT name] PRIMARY KEY (…) | UNIQUE (…) | FOREIGN KEY (…) REFERENCES t [(…)]`
  mutating func parseTableConstraint() throws(Refusal) -> TableConstraint {
    let name = try accept(.constraint) ? try parseName() : nil
    switch token.keyword {
    case .primary:
      try expect(.primary, .key)
      return TableConstraint(name: name, kind: .primaryKey(try parseNames()))
    case .unique:
      try advance()
      return TableConstraint(name: name, kind: .unique(try parseNames()))
    case .foreign:
      try expect(.foreign, .key)
      let columns = try parseNames()
      try expect(.references)
      let table = try parseQualifiedName()
      let targets = token.kind == .leftParenthesis ? try parseNames() : []
      return TableConstraint(name: name, kind: .foreignKey(columns, table: table, columns: targets))
    case .check: throw notSupported("A CHECK constraint")
    default: throw unexpected()
    }
  }

  /// What follows the parentheses, in any order, each once.
  mutating func parseTableAttributes() throws(Refusal) -> TableAttributes {
    var attributes = TableAttributes()
    while try parseTableAttribute(&attributes) {}
    return attributes
  }

  /// False where no attribute stands.
  mutating func parseTableAttribute(_ attributes: inout TableAttributes) throws(Refusal) -> Bool {
    switch token.keyword {
    case .diststyle:
      try refuseSecond(if: attributes.style != nil)
      try advance()
      attributes.style = try parseDistributionStyle()
    case .distkey:
      try refuseSecond(if: attributes.distributionKey != nil)
      try advance()
      try expect(symbol: .leftParenthesis)
      attributes.distributionKey = try parseKeyName()
      try expect(symbol: .rightParenthesis)
    case .sortkey, .compound, .interleaved:
      try refuseSecond(if: attributes.sortKey != nil)
      attributes.sortKey = try parseSortKey()
    case .encode:
      try refuseSecond(if: attributes.encodeAuto)
      try expect(.encode, .auto)
      attributes.encodeAuto = true
    case .backup:
      try refuseSecond(if: attributes.backup != nil)
      try advance()
      attributes.backup = try accept(.yes)
      if attributes.backup == false { try expect(.no) }
    default: return false
    }
    return true
  }

  mutating func refuseSecond(if isSecond: Bool) throws(Refusal) {
    guard isSecond else { return }
    throw refuse(SQLError(.syntaxError, "conflicting or redundant options"))
  }

  mutating func parseDistributionStyle() throws(Refusal) -> TableAttributes.DistributionStyle {
    guard token.kind == .word, let style = TableAttributes.DistributionStyle(rawValue: word(token).lowercased())
    else { throw unexpected() }
    try advance()
    return style
  }

  /// `[COMPOUND | INTERLEAVED] SORTKEY (a, b)`, `SORTKEY AUTO`, `SORTKEY NONE`
  mutating func parseSortKey() throws(Refusal) -> TableAttributes.SortKey {
    if try accept(.interleaved) {
      try expect(.sortkey)
      return .interleaved(try parseKeyNames())
    }
    let isCompound = try accept(.compound)
    try expect(.sortkey)
    if !isCompound, try accept(.auto) { return .auto }
    if !isCompound, try accept(.none) { return .none }
    return .compound(try parseKeyNames())
  }

  private mutating func parseKeyNames() throws(Refusal) -> [Identifier] {
    try parseParenthesizedList { p throws(Refusal) in try p.parseKeyName() }
  }

  /// A column's name, or in CREATE TABLE AS its number in the table, as digits.
  private mutating func parseKeyName() throws(Refusal) -> Identifier {
    guard takesKeyPositions, token.kind == .integer else { return try parseName() }
    return String(try parseInteger())
  }
}
