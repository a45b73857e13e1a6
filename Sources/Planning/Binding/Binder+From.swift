import Catalogs
import SQLSyntax
import SQLTypes

/// A FROM clause bound: the rows, and the columns by which they are named.
struct FromBinding {
  var plan: LogicalPlan
  var columns: [Scope.Column]
  var rowMarkers: [Scope.RowMarker] = []
  /// Of CONNECT BY: the parent row's columns, by the same names.
  var prior: [Scope.Column]?
  /// How many are joined.
  var relations = 1
  /// Of a list of plain relations with commas: each with the position of its first column.
  var parts: [(offset: Int, plan: LogicalPlan)] = []

  /// The names behind those of `offset` other columns.
  func shifted(by offset: Int) -> FromBinding {
    var moved = self
    for index in columns.indices {
      moved.columns[index].expression = columns[index].expression.remapped { $0 + offset }
    }
    for index in rowMarkers.indices {
      moved.rowMarkers[index].expression = rowMarkers[index].expression.remapped { $0 + offset }
    }
    return moved
  }
}

extension TableReference {
  fileprivate var isJoin: Bool { if case .join = self { true } else { false } }
}

extension Binder {
  /// Comma-separated items are a cross join; WHERE conditions find their way into it later (`JoinOrdering`).
  func bindFrom(_ items: [TableReference], frame: Scope.Frame?) throws(SQLError) -> FromBinding {
    guard let first = items.first else { return FromBinding(plan: .values([[]], types: []), columns: []) }
    var binding = try bindReference(first, frame: frame)
    var parts = first.isJoin ? [] : [(offset: 0, plan: binding.plan)]
    for item in items.dropFirst() {
      let width = binding.plan.types.count
      binding = try bind(item, onto: binding, frame: frame)
      if !item.isJoin, case .join(let join) = binding.plan { parts.append((width, join.right)) }
    }
    binding.parts = parts
    return binding
  }

  /// One more item behind those on its left, whose SUPER values it may go through.
  func bind(_ item: TableReference, onto left: FromBinding, frame: Scope.Frame?) throws(SQLError) -> FromBinding {
    if let clause = unnestClause(item, left, frame) { return try unnest(clause, left, frame: frame) }
    if case .join(let join) = item, unnestClause(join.first, left, frame) != nil {
      let inner = try bind(join.left, onto: left, frame: frame)
      return try bindJoin(join, left: inner, frame: frame)
    }
    let right = try bindReference(item, frame: frame)
    try checkDistinct(left, right)
    return try cross(left, right)
  }

  private func cross(_ left: FromBinding, _ right: FromBinding) throws(SQLError) -> FromBinding {
    try cost.join(with: left.relations)
    let join = JoinPlan(.inner, left.plan, right.plan, keys: [], residual: nil)
    let moved = right.shifted(by: left.plan.types.count)
    return FromBinding(
      plan: .join(join), columns: left.columns + moved.columns, rowMarkers: left.rowMarkers + moved.rowMarkers,
      relations: left.relations + right.relations)
  }

  /// Two relations of one FROM may not go by one name.
  private func checkDistinct(_ left: FromBinding, _ right: FromBinding) throws(SQLError) {
    let names = Set(left.columns.compactMap { column in column.relation.map { [column.schema ?? "", $0] } })
    let clash = right.columns.first { column in
      column.relation.map { names.contains([column.schema ?? "", $0]) } ?? false
    }
    guard let name = clash?.relation else { return }
    throw SQLError(.duplicateAlias, "table name \"\(name)\" specified more than once")
  }

  private func bindReference(_ reference: TableReference, frame: Scope.Frame?) throws(SQLError) -> FromBinding {
    if let clause = unnestClause(reference, nil, frame) {
      return try unnest(clause, FromBinding(plan: .values([[]], types: []), columns: []), frame: frame)
    }
    switch reference {
    case .table(let name, let alias): return try bindTable(name, alias: alias)
    case .derived(let query, let alias):
      try refuseRecursion(in: query)
      if case .values = query.body {
        throw SQLError(.featureNotSupported, "VALUES in FROM is not supported")
      }
      return try binding(of: try bindQuery(query, frame: frame).typed(), alias: alias, schema: nil, name: nil)
    case .function(let call, let alias):
      return try binding(
        of: try bindFunction(call, alias, frame: frame).typed(), alias: alias.flatMap { $0.name.isEmpty ? nil : $0 },
        schema: nil, name: call.name.last)
    case .unnest: throw .notSupported("a value in FROM that is no SUPER value of its query")
    case .join(let join): return try bindJoin(join, frame: frame)
    case .pivot(let pivot, let alias):
      return try binding(of: try bindPivot(pivot, frame: frame), alias: alias, schema: nil, name: nil)
    case .unpivot(let unpivot, let alias):
      return try binding(of: try bindUnpivot(unpivot, frame: frame), alias: alias, schema: nil, name: nil)
    }
  }

  private func bindTable(_ name: QualifiedName, alias: TableAlias?) throws(SQLError) -> FromBinding {
    if name.parts.count == 1, let table = commonTable(name.last) {
      try cost.reach(table.depth + 1)
      let query = BoundQuery(plan: try plan(of: table, named: name.last), columns: table.query.columns)
      return try binding(of: query, alias: alias, schema: nil, name: name.last)
    }
    let used = relationsUsed.count
    let relation = try relation(name)
    var binding = try bind(relation, name, alias: alias)
    guard relationsUsed.count > used else { return binding }
    for (index, name) in zip(binding.columns.indices, relation.columnNames) {
      binding.columns[index].use = ColumnUse(relation: relationsUsed[used], name: name)
    }
    return binding
  }

  private func bind(_ relation: Relation, _ name: QualifiedName, alias: TableAlias?) throws(SQLError) -> FromBinding {
    switch relation {
    case .table(let entry): return try bindTable(entry, name, alias: alias)
    case .view(let view):
      let query = names.namesOtherDatabase(name.parts) ? try bindView(view, of: name.parts[0]) : try bindView(view)
      return try binding(of: query, alias: alias, schema: view.name.schema, name: name.last)
    case .system(let relation):
      if relation.isComputed { readsSystemTables = true }
      let columns = relation.columns.map { OutputColumn(name: $0.name, type: $0.type) }
      let query = BoundQuery(plan: .system(relation), columns: columns)
      var binding = try binding(of: query, alias: alias, schema: relation.name.schema, name: name.last)
      for index in binding.columns.indices.suffix(relation.hiddenCount) { binding.columns[index].isHidden = true }
      return binding
    }
  }

  private func bindTable(_ entry: TableEntry, _ name: QualifiedName, alias: TableAlias?) throws(SQLError) -> FromBinding
  {
    readsRows = true
    let stored = TableScan.storedColumns(of: entry.definition)
    let isModified = entry.id == modifiedTable
    let scan = TableScan(
      table: entry, alias: alias?.name ?? entry.definition.name.name, columns: stored + (isModified ? [.rowNumber] : [])
    )
    let names = namesInView(of: entry.definition.columns.map(\.name), called: name)
    let columns = zip(names, entry.definition.columns).map { OutputColumn(name: $0 ?? "", type: $1.type) }
    let query = BoundQuery(plan: .scan(scan), columns: columns)
    var binding = try binding(of: query, alias: alias, schema: entry.definition.name.schema, name: name.last)
    binding.columns = zip(names, binding.columns).compactMap { $0 == nil ? nil : $1 }
    for index in binding.columns.indices.suffix(entry.definition.hiddenCount) { binding.columns[index].isHidden = true }
    if isModified { binding.columns.append(.modifiedRow(.column(stored.count, .bigint))) }
    return binding
  }

  /// In a view, a table's columns go by the names that they had when it was made; nil for one that took such a name
  /// later, which the view does not see.
  private func namesInView(of columns: [String], called name: QualifiedName) -> [String?] {
    let renamed = (viewNames.last?[name.parts]?.columns ?? [:]).filter { $0 != $1 }
    guard !renamed.isEmpty else { return columns }
    let written = Dictionary(renamed.map { ($1, $0) }) { first, _ in first }
    return columns.map { written[$0] ?? (renamed[$0] == nil ? $0 : nil) }
  }

  private func plan(of table: CommonTableBinding, named name: Identifier) throws(SQLError) -> LogicalPlan {
    if let level = table.correlationLevel, level != subqueryLevel {
      throw .notSupported("reading \"\(name)\", which reads columns of a query outside, in a sub-query of its own")
    }
    guard let level = table.workTableLevel else { return table.query.plan }
    guard level == subqueryLevel else {
      throw SQLError(.syntaxError, "recursive reference to query \"\(name)\" must not appear within a subquery")
    }
    workTablesRead.insert(table.id)
    return table.query.plan
  }

  private func commonTable(_ name: Identifier) -> CommonTableBinding? {
    for level in commonTables.reversed() {
      if let table = level[name] { return table }
    }
    return nil
  }

  /// Nothing of another database is locked: its tables are read as they are committed.
  private func bindView(_ view: ViewEntry, of database: String) throws(SQLError) -> BoundQuery {
    guard let catalog = names.otherCatalog(database) else { return try bindView(view) }
    let (ownNames, ownViews) = (names, viewsInProgress)
    defer { (names, viewsInProgress, isElsewhere) = (ownNames, ownViews, false) }
    names = ownNames.looking(into: catalog, of: database)
    viewsInProgress = []
    isElsewhere = true
    return try bindView(view)
  }

  /// A materialized view gives the rows that it keeps, another one those of its query.
  private func bindView(_ view: ViewEntry) throws(SQLError) -> BoundQuery {
    guard let materialization = view.materialization else { return try bindQuery(of: view) }
    guard let table = names.catalog.table(id: materialization.table) else {
      throw SQLError(.internalError, "could not open relation with OID \(materialization.table)")
    }
    readsRows = true
    note(.table(table))
    let scan = TableScan(
      table: table, alias: "derived_table1", columns: TableScan.storedColumns(of: table.definition))
    return BoundQuery(plan: .scan(scan), columns: view.columns.map { OutputColumn(name: $0.name, type: $0.type) })
  }

  /// What the query of a view gives, under the view's own names.
  func bindQuery(of view: ViewEntry) throws(SQLError) -> BoundQuery {
    guard !viewsInProgress.contains(view.name) else {
      throw SQLError(.internalError, "infinite recursion detected in rules for relation \"\(view.name.name)\"")
    }
    guard viewsInProgress.count < Self.maximumViewDepth else {
      throw SQLError(SQLState("54001"), "stack depth limit exceeded")
    }
    viewsInProgress.append(view.name)
    viewNames.append(
      view.isLateBinding ? [:] : Dictionary(view.dependencies.map { ($0.parts, $0) }) { $0.merging($1) })
    let outer = commonTables
    commonTables = []
    defer {
      viewsInProgress.removeLast()
      viewNames.removeLast()
      commonTables = outer
    }
    var query = try bindQuery(SQLParser.parseQuery(view.text), frame: nil).typed()
    if !view.isLateBinding { query = try columns(view.sourceNames, of: query, in: view) }
    try rename(&query.columns, to: view.aliases, of: view.name.name)
    return query
  }

  /// The columns a view had when it was made: `*` may stand for more by now.
  private func columns(_ names: [String], of query: BoundQuery, in view: ViewEntry) throws(SQLError) -> BoundQuery {
    guard query.columns.map(\.name) != names else { return query }
    var indices: [Int] = []
    for name in names {
      let start = indices.last.map { $0 + 1 } ?? 0
      guard let index = query.columns[start...].firstIndex(where: { $0.name == name }) else {
        throw SQLError(.undefinedColumn, "column \"\(name)\" of view \"\(view.name.name)\" does not exist")
      }
      indices.append(index)
    }
    let columns = indices.map { query.columns[$0] }
    return BoundQuery(
      plan: .project(query.plan, zip(indices, columns).map { .column($0, $1.type) }), columns: columns)
  }

  private func binding(of query: BoundQuery, alias: TableAlias?, schema: String?, name: String?) throws(SQLError)
    -> FromBinding
  {
    var columns = query.columns
    try rename(&columns, to: alias?.columns ?? [], of: alias?.name ?? name ?? "")
    let scoped = columns.enumerated().map { index, column in
      Scope.Column(
        relation: alias?.name ?? name, schema: alias == nil ? schema : nil, name: column.name,
        expression: .column(index, column.type))
    }
    guard let relation = alias?.name ?? name, countedRelations.contains(relation) else {
      return FromBinding(plan: query.plan, columns: scoped)
    }
    let marker = Scope.RowMarker(
      relation: relation, schema: alias == nil ? schema : nil, expression: .column(columns.count, .boolean))
    let marked = scoped.map(\.expression) + [.constant(.bool(true), .boolean)]
    return FromBinding(plan: .project(query.plan, marked), columns: scoped, rowMarkers: [marker])
  }
}
