/// ALTER TABLE, one action a statement but where Redshift takes two: encodings of several columns, and the distribution
/// together with the sort key, in either order (AWS documentation, ALTER TABLE).
extension SQLParser {
  mutating func parseAlter() throws(Refusal) -> Statement {
    try advance()
    switch token.keyword {
    case .table: break
    case .user, .group, .role: return try parseAlterPrincipal()
    case .default: return try parseAlterDefaultPrivileges()
    case _ where word(token) == "TEMPLATE": return try skipUnsupported("ALTER TEMPLATE")
    case .materialized where next.keyword == .view: return try parseAlterMaterializedView()
    case .external where next.isLabel: return try skipUnsupported("ALTER EXTERNAL \(word(next))")
    case .database: return try parseAlterDatabase()
    case .procedure, .function: return .routine(try parseAlterRoutine())
    case .schema: return try parseAlterSchema()
    case .datashare, .view, .system, .identity, .masking, .rls, .integration:
      return try skipUnsupported("ALTER \(unbuiltKind)")
    default: throw unexpected()
    }
    try advance()
    let name = try parseQualifiedName()
    if let external = try parseAlterExternal(name) { return external }
    let action = try parseAlterAction()
    return .alterTable(AlterTable(name: name, action: token.kind == .comma ? try parseMore(after: action) : action))
  }

  private mutating func parseMore(after action: AlterTable.Action) throws(Refusal) -> AlterTable.Action {
    switch action {
    case .setEncoding(let first): return .setEncoding(first + (try parseMoreEncodings()))
    case .distribution(let first): return .distribution(try parseSecondAttribute(after: first))
    default: throw notSupported("More than one action in ALTER TABLE")
    }
  }

  /// `ALTER SORTKEY …, ALTER DISTKEY c` and its like.
  private mutating func parseSecondAttribute(after first: TableAttributes) throws(Refusal) -> TableAttributes {
    try expect(symbol: .comma)
    guard token.keyword == .alter, case .distribution(var both) = try parseAlterColumn(), token.kind != .comma,
      !first.encodeAuto, !both.encodeAuto, (first.sortKey == nil) != (both.sortKey == nil)
    else { throw notSupported("More than one action in ALTER TABLE") }
    both.sortKey = both.sortKey ?? first.sortKey
    both.style = both.style ?? first.style
    both.distributionKey = both.distributionKey ?? first.distributionKey
    return both
  }

  private mutating func parseAlterAction() throws(Refusal) -> AlterTable.Action {
    switch token.keyword {
    case .rename: return try parseRename()
    case .add: return try parseAdd()
    case .drop: return try parseAlterDrop()
    case .owner:
      try expect(.owner, .to)
      return .owner(try parseLabel())
    case .set:
      try advance()
      if token.keyword != .schema { throw notSupported("ALTER TABLE SET \(twoWords)") }
      try advance()
      return .setSchema(try parseName())
    case .append: return try parseAppend()
    case .alter: return try parseAlterColumn()
    case .row: throw notSupported("ALTER TABLE ROW LEVEL SECURITY")
    case .masking: throw notSupported("ALTER TABLE MASKING")
    default: throw unexpected()
    }
  }

  /// `FILE FORMAT …` of external tables: the words.
  private var twoWords: String { text.uppercased() + (next.isLabel ? " \(word(next))" : "") }

  /// `RENAME TO n`, `RENAME [COLUMN] a TO b`
  private mutating func parseRename() throws(Refusal) -> AlterTable.Action {
    try advance()
    if try accept(.to) { return .rename(try parseName()) }
    _ = try accept(.column)
    let column = try parseName()
    try expect(.to)
    return .renameColumn(column, to: try parseName())
  }

  private mutating func parseAdd() throws(Refusal) -> AlterTable.Action {
    try advance()
    switch token.keyword {
    case .constraint, .primary, .unique, .foreign, .check: return .addConstraint(try parseTableConstraint())
    default:
      _ = try accept(.column)
      return .addColumn(try parseColumnClause())
    }
  }

  private mutating func parseAlterDrop() throws(Refusal) -> AlterTable.Action {
    try advance()
    if try accept(.constraint) {
      let name = try parseName()
      _ = try acceptCascade()
      return .dropConstraint(name)
    }
    _ = try accept(.column)
    let column = try parseName()
    return .dropColumn(column, cascade: try acceptCascade())
  }

  /// `APPEND FROM source [IGNOREEXTRA | FILLTARGET]`
  private mutating func parseAppend() throws(Refusal) -> AlterTable.Action {
    try expect(.append, .from)
    let source = try parseQualifiedName()
    guard let option = AppendOption(rawValue: text.lowercased()) else { return .append(from: source, option: nil) }
    try advance()
    return .append(from: source, option: option)
  }

  private mutating func parseAlterColumn() throws(Refusal) -> AlterTable.Action {
    try advance()
    switch token.keyword {
    case .distkey, .diststyle, .sortkey, .compound, .encode: return .distribution(try parseAlterDistribution())
    default: break
    }
    _ = try accept(.column)
    let column = try parseName()
    if try accept(.encode) {
      return .setEncoding([AlterTable.Encoding(column: column, name: try parseLabel().lowercased())])
    }
    try expect(.type)
    return .setType(column, try parseTypeName())
  }

  /// `, ALTER COLUMN c ENCODE e` as often as it stands there.
  private mutating func parseMoreEncodings() throws(Refusal) -> [AlterTable.Encoding] {
    var encodings: [AlterTable.Encoding] = []
    while try accept(symbol: .comma) {
      try expect(.alter)
      guard case .setEncoding(let more) = try parseAlterColumn() else {
        throw notSupported("More than one action in ALTER TABLE")
      }
      encodings += more
    }
    return encodings
  }

  /// `DISTKEY c`, `DISTSTYLE ALL`, `DISTSTYLE KEY DISTKEY c`, `[COMPOUND] SORTKEY …`, `ENCODE AUTO`
  mutating func parseAlterDistribution() throws(Refusal) -> TableAttributes {
    var attributes = TableAttributes()
    if try accept(.encode) {
      try expect(.auto)
      attributes.encodeAuto = true
      return attributes
    }
    if token.keyword == .sortkey || token.keyword == .compound {
      attributes.sortKey = try parseSortKey()
      return attributes
    }
    if try accept(.diststyle) { attributes.style = try parseDistributionStyle() }
    if try accept(.distkey) { attributes.distributionKey = try parseName() }
    return attributes
  }
}
