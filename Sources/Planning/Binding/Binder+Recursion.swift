import SQLSyntax
import SQLTypes

/// WITH RECURSIVE: `name (columns) AS (seed UNION ALL member)`, where the member reads `name`.
///
/// The seed says the columns' types; where the member gives wider ones, the member is bound again over those, so that a
/// path that grows is not cut.
extension Binder {
  private static let mostRounds = 3

  /// nil for a table that does not read itself. Throws 42601 for one that has not the form above.
  func bindRecursion(_ table: CommonTable, frame: Scope.Frame?) throws(SQLError) -> BoundQuery? {
    guard case .setOperation(.union, let isAll, let first, let last) = table.query.body, table.query.with.isEmpty
    else { return nil }
    let id = makeID()
    let seed = try bindInput(first, frame: frame).typed()
    var columns = seed.columns
    try rename(&columns, to: table.columns, of: table.name)
    for round in 1...Self.mostRounds {
      let step = BoundQuery(plan: .workTable(id: id, types: columns.map(\.type)), columns: columns)
      let member = try bindMember(last, of: table.name, id, step, frame)
      guard workTablesRead.contains(id) else { return nil }
      try checkForm(table, isAll: isAll)
      let types = try commonTypes([step, member], "UNION")
      if types == columns.map(\.type) || round == Self.mostRounds {
        let plan = LogicalPlan.recursiveUnion(
          id: id, seed: try converted(seed, to: columns.map(\.type)),
          member: try converted(member, to: columns.map(\.type)))
        return BoundQuery(plan: plan, columns: columns)
      }
      for (index, type) in types.enumerated() where type != columns[index].type {
        columns[index].type = type.family == .string ? .varchar(DataType.maximumVarcharLength) : type
      }
    }
    return nil
  }

  private func bindMember(
    _ body: QueryBody, of name: Identifier, _ id: Int, _ step: BoundQuery, _ frame: Scope.Frame?
  ) throws(SQLError) -> BoundQuery {
    let level = commonTables.count - 1
    commonTables[level][name] = CommonTableBinding(
      id: id, query: step, depth: cost.depth, workTableLevel: subqueryLevel)
    defer { commonTables[level][name] = nil }
    return try bindInput(body, frame: frame)
  }

  private func checkForm(_ table: CommonTable, isAll: Bool) throws(SQLError) {
    guard isAll else {
      throw SQLError(
        .syntaxError,
        "recursive query \"\(table.name)\" does not have the form non-recursive-term UNION ALL recursive-term")
    }
    guard !table.columns.isEmpty else {
      throw SQLError(.syntaxError, "recursive query \"\(table.name)\" must have a list of column names")
    }
    let query = table.query
    guard query.orderBy.isEmpty, query.limit == nil, query.offset == nil else {
      throw SQLError(.featureNotSupported, "ORDER BY and LIMIT in a recursive query are not supported")
    }
  }

  /// WITH RECURSIVE stands in front of a statement only.
  func refuseRecursion(in query: Query) throws(SQLError) {
    guard query.isRecursive else { return }
    throw SQLError(.featureNotSupported, "WITH RECURSIVE in a sub-query is not supported")
  }
}
