/// MERGE, in both its forms; both WHEN clauses stand in the first.
extension SQLParser {
  mutating func parseMerge() throws(Refusal) -> Merge {
    try advance()
    try expect(.into)
    let table = try parseQualifiedName()
    try expect(.using)
    let source = try parseTable()
    try expect(.on)
    let condition = try parseExpression()
    return Merge(table: table, source: source, condition: condition, action: try parseMergeAction())
  }

  private mutating func parseMergeAction() throws(Refusal) -> Merge.Action {
    if try accept(.remove) {
      try expect(.duplicates)
      return .removeDuplicates
    }
    try expect(.when, .matched, .then)
    let matched = try parseMatchedAction()
    try expect(.when, .not, .matched, .then, .insert)
    let columns =
      token.kind == .leftParenthesis
      ? try parseParenthesizedList { p throws(Refusal) in try p.parseColumnName() } : []
    try expect(.values)
    let values = try parseParenthesizedList { p throws(Refusal) in try p.parseValue() }
    return .clauses(matched, columns: columns, values: values)
  }

  private mutating func parseMatchedAction() throws(Refusal) -> Merge.MatchedAction {
    if try accept(.delete) { return .delete }
    try expect(.update, .set)
    return .update(try parseAssignments())
  }
}
