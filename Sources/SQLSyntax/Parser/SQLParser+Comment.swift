import SQLTypes

/// COMMENT ON.
extension SQLParser {
  /// `COMMENT ON kind name IS 'text' | NULL`; 0A000 for objects of kinds that are not built.
  mutating func parseComment() throws(Refusal) -> Statement {
    try advance()
    try expect(.on)
    guard token.kind == .word else { throw unexpected() }
    guard let target = try parseCommentTarget() else {
      let isMaterialized = at(.materialized, .view)
      return try skipUnsupported("COMMENT ON \(isMaterialized ? "MATERIALIZED VIEW" : text.uppercased())")
    }
    try expect(.is)
    let text = try accept(.null) ? nil : try parseString()
    return .comment(Comment(target: target, text: text))
  }

  private mutating func parseCommentTarget() throws(Refusal) -> Comment.Target? {
    switch token.keyword {
    case .table: return .table(try parseCommentedName())
    case .view: return .view(try parseCommentedName())
    case .schema: return .schema(try parseCommentedName().last)
    case .database: return .database(try parseCommentedName().last)
    case .column: return try parseCommentedColumn()
    case .constraint:
      let name = try parseCommentedName().last
      try expect(.on)
      return .constraint(name, table: try parseQualifiedName())
    case .function, .procedure: return .routine(try parseRoutineReference())
    default: return nil
    }
  }

  private mutating func parseCommentedName() throws(Refusal) -> QualifiedName {
    try advance()
    return try parseQualifiedName()
  }

  private mutating func parseCommentedColumn() throws(Refusal) -> Comment.Target {
    var table = try parseCommentedName()
    guard table.parts.count > 1 else { throw refuse(SQLError(.syntaxError, "column name must be qualified")) }
    let name = table.parts.removeLast()
    return .column(table: table, name)
  }
}
