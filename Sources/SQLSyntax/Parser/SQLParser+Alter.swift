/// ALTER TABLE, one action a statement but for encodings.
extension SQLParser {
  mutating func parseAlter() throws(Refusal) -> Statement {
    try advance()
    switch token.keyword {
    case .table: break
    case .user, .group, .role: return try parseAlterPrincipal()
    case .default: return try parseAlterDefaultPrivileges()
    case _ where word(token) == "TEMPLATE": return try skipUnsupported("ALTER TEMPLATE")
    case .materialized where next.keyword == .view: return try skipUnsupported("ALTER MATERIALIZED VIEW")
    case .external where next.isLabel: return try skipUnsupported("ALTER EXTERNAL \(word(next))")
    case .database: return try parseAlterDatabase()
    case .procedure, .function: return .routine(try parseAlterRoutine())
    case .schema: return try parseAlterSchema()
    case .datashare, .view, .system, .identity, .masking, .rls:
      return try skipUnsupported("ALTER \(text.uppercased())")
    default: throw unexpected()
    }
    try advance()
    let name = try parseQualifiedName()
    if token.keyword == .add || token.keyword == .drop, next.keyword == .partition {
      return try skipUnsupported("ALTER TABLE \(text.uppercased()) PARTITION")
    }
    let action = try parseAlterAction()
    if token.kind == .comma { throw notSupported("More than one action in ALTER TABLE") }
    return .alterTable(AlterTable(name: name, action: action))
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
      if token.keyword != .schema { throw notSupported("ALTER TABLE SET \(text.uppercased())") }
      try advance()
      return .setSchema(try parseName())
    case .append: return try parseAppend()
    case .alter: return try parseAlterColumn()
    case .row, .masking: throw notSupported("ALTER TABLE \(text.uppercased())")
    default: throw unexpected()
    }
  }

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
    guard token.keyword == .ignoreextra || token.keyword == .filltarget else {
      return .append(from: source, option: nil)
    }
    return .append(from: source, option: try parseLabel())
  }

  private mutating func parseAlterColumn() throws(Refusal) -> AlterTable.Action {
    try advance()
    switch token.keyword {
    case .distkey, .diststyle, .sortkey, .compound, .encode: return .distribution(try parseAlterDistribution())
    default: break
    }
    _ = try accept(.column)
    let column = try parseName()
    if token.keyword == .encode { return .setEncodings(try parseEncodings(of: column)) }
    try expect(.type)
    return .setType(column, try parseTypeName())
  }

  /// `ENCODE az64 [, ALTER [COLUMN] b ENCODE zstd]…`: the one action of which a statement may hold several.
  private mutating func parseEncodings(of first: Identifier) throws(Refusal) -> [AlterTable.ColumnEncoding] {
    var column = first
    var changes: [AlterTable.ColumnEncoding] = []
    while true {
      try expect(.encode)
      changes.append(AlterTable.ColumnEncoding(column: column, encoding: try parseLabel().lowercased()))
      guard token.kind == .comma, next.keyword == .alter else { return changes }
      try advance()
      try expect(.alter)
      _ = try accept(.column)
      column = try parseName()
    }
  }

  /// `DISTKEY c`, `DISTSTYLE ALL`, `DISTSTYLE KEY DISTKEY c`, `[COMPOUND] SORTKEY …`, `ENCODE AUTO`
  private mutating func parseAlterDistribution() throws(Refusal) -> TableAttributes {
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
