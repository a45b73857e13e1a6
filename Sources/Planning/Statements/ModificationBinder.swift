import Catalogs
import SQLSyntax
import SQLTypes

/// DELETE and UPDATE bound: a plan that gives the numbers of the rows they are about, and for UPDATE their new values.
package struct BoundModification: Sendable {
  package var table: TableEntry
  /// Columns of the table that get a value, in the order of the plan's columns after the first.
  package var columns: [Int]
  /// First column: the row's number in the table's version, BIGINT.
  package var plan: LogicalPlan

  package init(table: TableEntry, columns: [Int], plan: LogicalPlan) {
    self.table = table
    self.columns = columns
    self.plan = plan
  }
}

/// Binds DELETE … USING and UPDATE … FROM as a join of the target's numbered rows with the other relations.
struct ModificationBinder {
  let binder: Binder

  func bind(_ delete: Delete) throws(SQLError) -> BoundModification {
    try binder.withCommonTables(delete.with) { () throws(SQLError) in
      let target = try binder.table(delete.table, for: [.delete, .select])
      let (plan, _) = try rows(of: target, alias: delete.alias ?? delete.table.last, delete.using, delete.filter)
      let number = LogicalPlan.project(plan, [.column(target.definition.columns.count, .bigint)])
      return BoundModification(table: target, columns: [], plan: try binder.optimized(number))
    }
  }

  func bind(_ update: Update) throws(SQLError) -> BoundModification {
    try binder.withCommonTables(update.with) { () throws(SQLError) in
      let target = try binder.table(update.table, for: [.update, .select])
      let (plan, scope) = try rows(of: target, alias: update.alias ?? update.table.last, update.from, update.filter)
      return try bind(update.assignments, of: target, over: plan, scope)
    }
  }

  /// `plan`: the target's columns and the row's number first, behind which the others come that `scope` names.
  func bind(
    _ assignments: [Assignment], of target: TableEntry, over plan: LogicalPlan, _ scope: Scope
  ) throws(SQLError) -> BoundModification {
    var columns: [Int] = []
    var values: [BoundExpression] = [.column(target.definition.columns.count, .bigint)]
    for assignment in assignments {
      let index = try place(of: assignment.column, in: target.definition)
      guard !columns.contains(index) else {
        throw SQLError(.syntaxError, "multiple assignments to same column \"\(assignment.column.last)\"")
      }
      columns.append(index)
      if binder.notesAccess {
        binder.usedColumns[target.id, default: UsedColumns()].written.insert(target.definition.columns[index].name)
      }
      values.append(try value(assignment.value, for: target.definition.columns[index], scope))
    }
    return BoundModification(
      table: target, columns: columns, plan: try binder.optimized(.project(plan, values)))
  }

  private func place(of name: QualifiedName, in table: TableDefinition) throws(SQLError) -> Int {
    guard let index = table.index(of: name.last) else {
      throw SQLError(
        .undefinedColumn, "column \"\(name.last)\" of relation \"\(table.name.name)\" does not exist",
        hint: table.hint(for: name.last), position: name.position)
    }
    if table.columns[index].identity?.isByDefault == false {
      throw SQLError(.syntaxError, "cannot set an identity column to a value", position: name.position)
    }
    return index
  }

  private func value(_ expression: Expression, for column: ColumnDefinition, _ scope: Scope) throws(SQLError)
    -> BoundExpression
  {
    if case .defaultValue = expression { return try binder.bindDefault(column) }
    let bound = try ExpressionBinder(binder, scope: scope, clause: .set).bind(expression)
    return try FunctionCatalog.cast(bound, to: column.type, .assignment)
  }

  /// The target's rows with their number behind them, joined with the other relations and filtered.
  private func rows(
    of target: TableEntry, alias: Identifier, _ others: [TableReference], _ filter: Expression?
  ) throws(SQLError) -> (LogicalPlan, Scope) {
    binder.readsTarget = true
    let definition = target.definition
    let scan = TableScan(
      table: target, alias: alias, columns: TableScan.storedColumns(of: definition) + [.rowNumber])
    var columns = definition.columns.enumerated().map { index, column in
      Scope.Column(
        relation: alias, schema: definition.name.schema, name: column.name, expression: .column(index, column.type))
    }
    var plan = LogicalPlan.scan(scan)
    if !others.isEmpty {
      let from = try bindOthers(others, target)
      columns += from.shifted(by: definition.columns.count + 1).columns
      plan = .join(JoinPlan(.inner, plan, from.plan, keys: [], residual: nil))
    }
    let scope = Scope(columns: columns)
    let condition = try filter.map { filter throws(SQLError) in
      try ExpressionBinder(binder, scope: scope, clause: .filter).bindCondition(filter)
    }
    let link = try selfJoin(condition, scope, others, definition)
    return (FilterPushdown.filtered(plan, [link, condition].compactMap { $0 }), scope)
  }

  private func bindOthers(_ others: [TableReference], _ target: TableEntry) throws(SQLError) -> FromBinding {
    binder.modifiedTable = target.id
    defer { binder.modifiedTable = nil }
    return try binder.bindFrom(others, frame: nil)
  }

  /// Where the target stands among the other relations under another name, and no condition is about it by its own, it
  /// is the same row (AWS documentation, examples of UPDATE).
  private func selfJoin(
    _ condition: BoundExpression?, _ scope: Scope, _ others: [TableReference], _ definition: TableDefinition
  ) throws(SQLError) -> BoundExpression? {
    let width = definition.columns.count
    let rows = scope.columns.filter(\.isModifiedRow)
    guard rows.count == 1, condition?.columns.contains(where: { $0 < width }) != true else { return nil }
    guard !others.contains(where: { $0.outerJoins(definition.name.name) }) else {
      throw SQLError(.featureNotSupported, "Target table must be part of an equijoin predicate")
    }
    return try FunctionCatalog.resolve(.equal, .column(width, .bigint), rows[0].expression)
  }
}

extension Binder {
  package func bind(_ delete: Delete) throws(SQLError) -> BoundModification {
    try ModificationBinder(binder: self).bind(delete)
  }

  package func bind(_ update: Update) throws(SQLError) -> BoundModification {
    try ModificationBinder(binder: self).bind(update)
  }
}

extension TableReference {
  /// Whether the table of that name is on either side of an outer join in it.
  fileprivate func outerJoins(_ table: String) -> Bool {
    guard case .join(let join) = self else { return false }
    let isOuter = join.kind != .inner && join.kind != .cross
    return isOuter && (join.left.names(table) || join.right.names(table))
      || join.left.outerJoins(table) || join.right.outerJoins(table)
  }

  private func names(_ table: String) -> Bool {
    switch self {
    case .table(let name, _): name.last == table
    case .join(let join): join.left.names(table) || join.right.names(table)
    default: false
    }
  }
}
