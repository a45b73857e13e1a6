import SQLSyntax
import SQLTypes

/// WITH, set operations, ORDER BY and LIMIT around SELECTs.
extension Binder {
  func bindQuery(_ query: Query, frame: Scope.Frame?) throws(SQLError) -> BoundQuery {
    // Only the relations that FROM itself names are what UPDATE and DELETE change.
    let outerModified = modifiedTable
    modifiedTable = nil
    defer { modifiedTable = outerModified }
    let outerCounted = countedRelations
    countedRelations.formUnion(query.countedRelations)
    defer { countedRelations = outerCounted }
    let outer = cost.open()
    let bound = try withCommonTables(query.with, frame: frame) { () throws(SQLError) in
      try bindBody(query, frame: frame)
    }
    try cost.close(outer)
    return bound
  }

  /// Binds `body` with the tables of a WITH clause in sight.
  func withCommonTables<Result>(
    _ tables: [CommonTable], frame: Scope.Frame? = nil, _ body: () throws(SQLError) -> Result
  ) throws(SQLError) -> Result {
    commonTables.append([:])
    defer { commonTables.removeLast() }
    // What they are read by counts how deep they are.
    let outer = cost.open()
    for table in tables { try bindCommonTable(table, frame: frame) }
    _ = cost.open()
    try cost.reach(outer)
    return try body()
  }

  private func bindCommonTable(_ table: CommonTable, frame: Scope.Frame?) throws(SQLError) {
    _ = cost.open()
    var query: BoundQuery
    if table.isRecursive, let recursion = try bindRecursion(table, frame: frame) {
      query = recursion
    } else {
      try refuseRecursion(in: table.query)
      query = try bindQuery(table.query, frame: frame).typed()
    }
    try rename(&query.columns, to: table.columns, of: table.name)
    let id = makeID()
    let correlationLevel = query.plan.readsParameters ? subqueryLevel : nil
    query.plan = .shared(SharedPlan(id: id, query.plan))
    let binding = CommonTableBinding(id: id, query: query, depth: cost.depth, correlationLevel: correlationLevel)
    commonTables[commonTables.count - 1][table.name] = binding
  }

  /// Gives columns the names of an alias list, which may be shorter.
  func rename(_ columns: inout [OutputColumn], to names: [Identifier], of relation: String) throws(SQLError) {
    guard names.count <= columns.count else {
      throw SQLError(
        .invalidColumnReference,
        "table \"\(relation)\" has \(columns.count) columns available but \(names.count) columns specified")
    }
    for (index, name) in names.enumerated() { columns[index].name = name }
  }

  private func bindBody(_ query: Query, frame: Scope.Frame?) throws(SQLError) -> BoundQuery {
    switch query.body {
    case .select(let select):
      var bound = try SelectBinder(self, select, orderBy: query.orderBy, frame: frame).bind()
      bound.plan = try limited(bound.plan, query, top: select.top, frame: frame)
      return bound
    case .nested(let inner) where query.orderBy.isEmpty && query.limit == nil && query.offset == nil:
      return try bindQuery(inner, frame: frame)
    default:
      var bound = try bindOperand(query.body, frame: frame)
      bound.plan = try sorted(bound, by: query.orderBy)
      bound.plan = try limited(bound.plan, query, top: nil, frame: frame)
      return bound
    }
  }

  private func bindOperand(_ body: QueryBody, frame: Scope.Frame?) throws(SQLError) -> BoundQuery {
    switch body {
    case .select(let select): try SelectBinder(self, select, orderBy: [], frame: frame).bind()
    case .values(let rows): try bindValues(rows, frame: frame)
    case .nested(let query): try bindQuery(query, frame: frame)
    case .setOperation(.union, _, _, _): try bindUnion(body, frame: frame)
    case .setOperation(let operation, let isAll, let left, let right):
      try combine(operation, isAll: isAll, try bindInput(left, frame: frame), try bindInput(right, frame: frame))
    }
  }

  /// A chain of UNIONs, however long, as a tree of UNION ALLs that is not deep. Duplicates go where the last plain
  /// UNION stands: what it removes, those before it need not.
  private func bindUnion(_ body: QueryBody, frame: Scope.Frame?) throws(SQLError) -> BoundQuery {
    var links: [(isAll: Bool, operand: QueryBody)] = []
    var first = body
    while case .setOperation(.union, let isAll, let left, let right) = first {
      links.append((isAll, right))
      first = left
    }
    var operands = [try bindInput(first, frame: frame)]
    for link in links.reversed() { operands.append(try bindInput(link.operand, frame: frame)) }
    let types = try commonTypes(operands, "UNION")
    var plans: [LogicalPlan] = []
    for operand in operands { plans.append(try converted(operand, to: types)) }
    if let last = links.firstIndex(where: { !$0.isAll }) {
      let count = links.count - last + 1
      let left = Self.appended(plans[..<(count - 1)])
      plans[..<count] = [.setOperation(.union, isAll: false, left, plans[count - 1])]
    }
    let columns = zip(operands[0].columns, types).map { OutputColumn(name: $0.name, type: $1) }
    return BoundQuery(plan: Self.appended(plans[...]), columns: columns)
  }

  static func appended(_ plans: ArraySlice<LogicalPlan>) -> LogicalPlan {
    guard plans.count > 1 else { return plans.first ?? .values([], types: []) }
    let middle = plans.startIndex + plans.count / 2
    return .setOperation(.union, isAll: true, appended(plans[..<middle]), appended(plans[middle...]))
  }

  func commonTypes(_ operands: [BoundQuery], _ name: String) throws(SQLError) -> [DataType] {
    let width = operands[0].columns.count
    guard operands.allSatisfy({ $0.columns.count == width }) else {
      throw SQLError(.syntaxError, "each \(name) query must have the same number of columns")
    }
    var types: [DataType] = []
    for column in 0..<width {
      types.append(try FunctionCatalog.unify(operands.map { Self.operand($0, column) }, context: name).1)
    }
    return types
  }

  /// What a column is to a set operation: a literal takes the type of the columns it meets, and so does the NULL that
  /// a derived table gives.
  private static func operand(_ query: BoundQuery, _ column: Int) -> BoundExpression {
    if let literal = query.plan.literal(of: column) { return literal }
    return query.plan.isUntypedNull(column)
      ? .constant(.null, .unknown) : .column(column, query.columns[column].type)
  }

  /// An input of a set operation, which may not be cut short (sql.md 1.2 "Set operators").
  func bindInput(_ body: QueryBody, frame: Scope.Frame?) throws(SQLError) -> BoundQuery {
    if case .nested(let query) = body, query.limit != nil || query.offset != nil {
      throw SQLError(
        .featureNotSupported, "LIMIT may not be used within input to set operations.",
        hint: "Put the query into a derived table: SELECT * FROM (SELECT … LIMIT n).")
    }
    return try bindOperand(body, frame: frame)
  }

  private func combine(_ operation: SetOperation, isAll: Bool, _ left: BoundQuery, _ right: BoundQuery)
    throws(SQLError) -> BoundQuery
  {
    let name = operation.word
    guard operation == .union || !isAll else { throw .notSupported("\(name) ALL") }
    try cost.reach(cost.depth + 1)
    let types = try commonTypes([left, right], name)
    let plan = LogicalPlan.setOperation(
      operation, isAll: isAll, try converted(left, to: types), try converted(right, to: types))
    return BoundQuery(
      plan: plan, columns: zip(left.columns, types).map { OutputColumn(name: $0.name, type: $1) })
  }

  func converted(_ query: BoundQuery, to types: [DataType]) throws(SQLError) -> LogicalPlan {
    guard query.columns.map(\.type) != types else { return query.plan }
    var expressions: [BoundExpression] = []
    for (index, column) in query.columns.enumerated() {
      noteParameter(query.plan, column: index, types[index])
      expressions.append(try FunctionCatalog.cast(.column(index, column.type), to: types[index], .explicit))
    }
    return .project(query.plan, expressions)
  }

  /// ORDER BY behind a set operation: ordinals and output names only.
  private func sorted(_ query: BoundQuery, by items: [OrderItem]) throws(SQLError) -> LogicalPlan {
    guard !items.isEmpty else { return query.plan }
    let columns = query.columns.enumerated().map { index, column in
      Scope.Column(relation: nil, schema: nil, name: column.name, expression: .column(index, column.type))
    }
    var keys: [SortKey] = []
    for item in items {
      let binder = ExpressionBinder(self, scope: Scope(columns: columns), clause: .orderBy)
      let expression =
        if let ordinal = try SelectBinder.ordinal(item.expression, count: columns.count, clause: "ORDER BY") {
          columns[ordinal].expression
        } else {
          try binder.bind(item.expression)
        }
      keys.append(SortKey(item, expression))
    }
    return .sort(query.plan, keys)
  }

  private func limited(_ plan: LogicalPlan, _ query: Query, top: Expression?, frame: Scope.Frame?) throws(SQLError)
    -> LogicalPlan
  {
    guard query.limit != nil || query.offset != nil || top != nil else { return plan }
    if top != nil && query.limit != nil {
      throw SQLError(.syntaxError, "TOP and LIMIT cannot both be specified")
    }
    let count = try count(query.limit ?? top, clause: "LIMIT")
    return .limit(plan, count: count, offset: try self.count(query.offset, clause: "OFFSET") ?? 0)
  }

  private func count(_ expression: Expression?, clause: String) throws(SQLError) -> Int? {
    guard let expression else { return nil }
    let bound = try FunctionCatalog.cast(bindConstant(expression), to: .bigint, .assignment)
    if case .placeholder(.argument(let number), _) = bound {
      note(number, .bigint)
      return nil
    }
    guard case .constant(let value, _) = bound else {
      throw SQLError.notSupported("\(clause) with an expression")
    }
    guard case .int(let count) = value else { return nil }
    guard count >= 0 else { throw SQLError(SQLState("2201W"), "\(clause) must not be negative") }
    return Int(count)
  }
}

extension SortKey {
  /// NULL is larger than everything unless the item says otherwise (sql.md 1.2).
  init(_ item: OrderItem, _ expression: BoundExpression) {
    self.init(
      expression, isDescending: item.isDescending, nullsFirst: item.nullsFirst ?? item.isDescending)
  }
}
