import Catalogs
import SQLSyntax
import SQLTypes

/// Binds INSERT: which value goes to which column, and what the others get (sql.md 1.2 "INSERT", "IDENTITY").
struct InsertBinder {
  let binder: Binder
  let insert: Insert
  let table: TableEntry

  init(_ binder: Binder, _ insert: Insert) throws(SQLError) {
    self.init(binder, insert, into: try binder.table(insert.table, for: .insert))
  }

  init(_ binder: Binder, _ insert: Insert, into table: TableEntry) {
    self.binder = binder
    self.insert = insert
    self.table = table
  }

  func bind() throws(SQLError) -> BoundInsert {
    var source: BoundQuery
    var targets: [Int] = []
    switch insert.source {
    case .defaults: source = BoundQuery(plan: .values([[]], types: []), columns: [])
    case .values(let rows):
      targets = try targetColumns(for: rows.first?.count ?? 0)
      source = try bindRows(rows, targets)
    case .query(let query):
      source = try binder.bindQuery(query, frame: nil)
      try binder.refuseSeries()
      targets = try targetColumns(for: source.columns.count)
    }
    return try assemble(source, targets)
  }

  /// Rows that are bound already. Throws as `bind` does.
  func bind(rows source: BoundQuery) throws(SQLError) -> BoundInsert {
    try assemble(source, try targetColumns(for: source.columns.count))
  }

  /// One row of values for each row of `plan`, whose columns `scope` names. Throws as `bind` does.
  func bind(_ values: [Expression], over plan: LogicalPlan, _ scope: Scope) throws(SQLError) -> BoundInsert {
    let targets = try targetColumns(for: values.count)
    guard values.count <= targets.count else {
      throw SQLError(.syntaxError, "INSERT has more expressions than target columns")
    }
    let columns = targets.prefix(values.count).map { table.definition.columns[$0] }
    let expressions = ExpressionBinder(binder, scope: scope, clause: .values)
    var bound: [BoundExpression] = []
    for (value, column) in zip(values, columns) { bound.append(try bindValue(value, column, expressions)) }
    let output = columns.map { OutputColumn(name: $0.name, type: $0.type) }
    return try assemble(BoundQuery(plan: .project(plan, bound), columns: output), targets)
  }

  private func assemble(_ source: BoundQuery, _ targets: [Int]) throws(SQLError) -> BoundInsert {
    let isDefaults = insert.source == .defaults
    let filled = isDefaults ? [] : try match(targets, source.columns)
    for (place, target) in targets.prefix(source.columns.count).enumerated() {
      binder.noteParameter(source.plan, column: place, table.definition.columns[target].type)
    }
    let plan = LogicalPlan.project(source.plan, try columnValues(filled, targets, source.columns))
    let identities = table.definition.columns.indices.filter { index in
      table.definition.columns[index].identity != nil && (!filled.contains(index) || isDefaulted(index, targets))
    }
    return BoundInsert(table: table, plan: try binder.optimized(plan), identityColumns: identities)
  }

  /// The columns values are for, in order. Without a column list, an identity column that takes no values is left out
  /// unless there is a value for it, too.
  private func targetColumns(for count: Int) throws(SQLError) -> [Int] {
    guard !insert.columns.isEmpty else {
      let open = table.definition.columns.indices.filter { !isGenerated($0) }
      return count > open.count ? Array(table.definition.columns.indices) : open
    }
    var targets: [Int] = []
    for name in insert.columns {
      guard let index = table.definition.index(of: name.last) else {
        throw SQLError(
          .undefinedColumn,
          "column \"\(name.last)\" of relation \"\(table.definition.name.name)\" does not exist",
          hint: table.definition.hint(for: name.last), position: name.position)
      }
      guard !targets.contains(index) else {
        throw SQLError(
          .duplicateColumn, "column \"\(name.last)\" specified more than once", position: name.position)
      }
      targets.append(index)
    }
    return targets
  }

  /// The targets that get a value: the first ones, where there are fewer values.
  private func match(_ targets: [Int], _ columns: [OutputColumn]) throws(SQLError) -> [Int] {
    guard columns.count <= targets.count else {
      throw SQLError(.syntaxError, "INSERT has more expressions than target columns")
    }
    guard insert.columns.isEmpty || columns.count == targets.count else {
      throw SQLError(.syntaxError, "INSERT has more target columns than expressions")
    }
    let filled = Array(targets.prefix(columns.count))
    for index in filled where isGenerated(index) && !isDefaultList(targets.firstIndex(of: index)) {
      throw SQLError(.syntaxError, "cannot set an identity column to a value")
    }
    return filled.filter { !isGenerated($0) }
  }

  private func isGenerated(_ index: Int) -> Bool {
    table.definition.columns[index].identity.map { !$0.isByDefault } ?? false
  }

  /// Whether every VALUES row says DEFAULT at this place.
  private func isDefaultList(_ place: Int?) -> Bool {
    guard let place, case .values(let rows) = insert.source else { return false }
    return rows.allSatisfy { row in
      if place < row.count, case .defaultValue = row[place] { true } else { false }
    }
  }

  /// Whether some VALUES row says DEFAULT for the column.
  private func isDefaulted(_ column: Int, _ targets: [Int]) -> Bool {
    guard let place = targets.firstIndex(of: column), case .values(let rows) = insert.source else { return false }
    return rows.contains { if case .defaultValue = $0[place] { true } else { false } }
  }

  private func columnValues(_ filled: [Int], _ targets: [Int], _ columns: [OutputColumn]) throws(SQLError)
    -> [BoundExpression]
  {
    let places = Dictionary(uniqueKeysWithValues: targets.prefix(columns.count).enumerated().map { ($1, $0) })
    var values: [BoundExpression] = []
    for (index, column) in table.definition.columns.enumerated() {
      if let place = places[index], filled.contains(index) {
        values.append(try assigned(.column(place, columns[place].type), to: column))
      } else if column.identity != nil {
        values.append(.constant(.null, column.type))
      } else {
        values.append(try binder.bindDefault(column))
      }
    }
    return values
  }

  private func assigned(_ value: BoundExpression, to column: ColumnDefinition) throws(SQLError) -> BoundExpression {
    guard FunctionCatalog.isAssignable(value.type, to: column.type) else {
      throw SQLError(
        .datatypeMismatch,
        "column \"\(column.name)\" is of type \(column.type.familyName) but expression is of type \(value.type.familyName)",
        hint: "You will need to rewrite or cast the expression.")
    }
    return try FunctionCatalog.cast(value, to: column.type, .assignment)
  }

  /// VALUES rows: each value is cast to its column on its own, and DEFAULT stands for the column's default.
  private func bindRows(_ rows: [[Expression]], _ targets: [Int]) throws(SQLError) -> BoundQuery {
    let width = rows.first?.count ?? 0
    guard width <= targets.count else {
      throw SQLError(.syntaxError, "INSERT has more expressions than target columns")
    }
    let columns = targets.prefix(width).map { table.definition.columns[$0] }
    let expressions = ExpressionBinder(binder, scope: Scope(), clause: .values)
    var bound: [[BoundExpression]] = []
    bound.reserveCapacity(rows.count)
    for row in rows {
      guard row.count == width else { throw SQLError(.syntaxError, "VALUES lists must all be the same length") }
      var values: [BoundExpression] = []
      for (value, column) in zip(row, columns) { values.append(try bindValue(value, column, expressions)) }
      bound.append(values)
    }
    let types = columns.map(\.type)
    return BoundQuery(
      plan: .values(bound, types: types), columns: columns.map { OutputColumn(name: $0.name, type: $0.type) })
  }

  private func bindValue(_ value: Expression, _ column: ColumnDefinition, _ expressions: ExpressionBinder)
    throws(SQLError) -> BoundExpression
  {
    if case .defaultValue = value {
      return column.identity == nil ? try binder.bindDefault(column) : .constant(.null, column.type)
    }
    let bound = try expressions.bind(value)
    if insert.isMultiRow, bound.contains(where: \.isSubquery) {
      throw SQLError(.featureNotSupported, "can't use subqueries in multi-row VALUES")
    }
    if column.identity?.isByDefault == false {
      throw SQLError(.syntaxError, "cannot set an identity column to a value")
    }
    if column.identity != nil, bound.isNullLiteral {
      throw .compute(
        "Cannot insert a NULL value into column \(column.name)", code: 8007,
        context: "Table: \(table.definition.name.name)")
    }
    return try assigned(bound, to: column)
  }
}

extension Insert {
  fileprivate var isMultiRow: Bool { if case .values(let rows) = source { rows.count > 1 } else { false } }
}

extension Binder {
  package func bind(_ insert: Insert) throws(SQLError) -> BoundInsert { try InsertBinder(self, insert).bind() }
}
