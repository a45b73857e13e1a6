import Catalogs
import SQLSyntax
import SQLTypes

/// Binds MERGE as two joins over the rows as they are before it:
///
/// ```
/// MERGE INTO t USING s ON c                           matched rows              rows to insert
/// WHEN MATCHED THEN UPDATE … | DELETE                 t join s on c
/// WHEN NOT MATCHED THEN INSERT VALUES …                                         s anti join t on c
/// REMOVE DUPLICATES                                   t join s on c, deleted    all of s
/// ```
struct MergeBinder {
  let binder: Binder
  let merge: Merge
  let target: TableEntry
  private let source: FromBinding
  private let scan: LogicalPlan

  init(_ binder: Binder, _ merge: Merge) throws(SQLError) {
    self.binder = binder
    self.merge = merge
    target = try binder.table(merge.table, for: merge.privileges)
    binder.readsTarget = true
    source = try binder.bindFrom([merge.source], frame: nil)
    guard binder.tablesRead.dropFirst().allSatisfy({ [target] in $0.id != target.id }) else {
      throw SQLError(.featureNotSupported, "MERGE source and target table must not be the same table")
    }
    scan = .scan(
      TableScan(
        table: target, alias: merge.table.last,
        columns: TableScan.storedColumns(of: target.definition) + [.rowNumber]))
  }

  func bind() throws(SQLError) -> BoundMerge {
    switch merge.action {
    case .removeDuplicates:
      return BoundMerge(matched: try bindMatched([]), deletesMatched: true, inserted: try bindWholeSource())
    case .clauses(.delete, let columns, let values):
      return BoundMerge(
        matched: try bindMatched([]), deletesMatched: true, inserted: try bindUnmatched(columns, values))
    case .clauses(.update(let assignments), let columns, let values):
      return BoundMerge(
        matched: try bindMatched(assignments), deletesMatched: false, inserted: try bindUnmatched(columns, values))
    }
  }

  private var targetColumns: [Scope.Column] {
    let definition = target.definition
    return definition.columns.enumerated().map { index, column in
      Scope.Column(
        relation: merge.table.last, schema: definition.name.schema, name: column.name,
        expression: .column(index, column.type))
    }
  }

  /// The target's columns, the row's number, the source's columns; the columns the other way round, where the source
  /// comes first.
  private func condition(sourceFirst: Bool) throws(SQLError) -> (Scope, BoundExpression) {
    let columns =
      sourceFirst
      ? source.columns
        + FromBinding(plan: scan, columns: targetColumns).shifted(by: source.plan.types.count).columns
      : targetColumns + source.shifted(by: scan.types.count).columns
    let scope = Scope(columns: columns)
    let bound = try ExpressionBinder(binder, scope: scope, clause: .on).bind(merge.condition)
    try refuseParts(in: bound)
    return (scope, try FunctionCatalog.condition(bound, "JOIN/ON"))
  }

  private func bindMatched(_ assignments: [Assignment]) throws(SQLError) -> BoundModification {
    let (scope, condition) = try condition(sourceFirst: false)
    try refuseParts(of: assignments.map(\.value), scope)
    let join = LogicalPlan.join(JoinPlan(.inner, scan, source.plan, condition: condition))
    return try ModificationBinder(binder: binder).bind(assignments, of: target, over: join, scope)
  }

  private func bindUnmatched(_ columns: [QualifiedName], _ values: [Expression]) throws(SQLError) -> BoundInsert {
    let (_, condition) = try condition(sourceFirst: true)
    try refuseParts(of: values, Scope(columns: source.columns))
    let plan = LogicalPlan.join(JoinPlan(.anti(isNullAware: false), source.plan, scan, condition: condition))
    let insert = Insert(table: merge.table, columns: columns, source: .values([values]))
    return try InsertBinder(binder, insert, into: target).bind(values, over: plan, Scope(columns: source.columns))
  }

  /// All of the source's columns, in their order, which are the target's.
  private func bindWholeSource() throws(SQLError) -> BoundInsert {
    let width = target.definition.columns.count
    let shown = source.columns.filter { !$0.isHidden }
    guard shown.count == width else {
      throw SQLError(
        .syntaxError, "MERGE with REMOVE DUPLICATES needs source and target tables of the same columns",
        detail: "The source has \(shown.count) columns and the target \(width).")
    }
    let columns = shown.map { OutputColumn(name: $0.name, type: $0.expression.type) }
    let insert = Insert(table: merge.table, columns: [], source: .values([]))
    return try InsertBinder(binder, insert, into: target).bind(
      rows: BoundQuery(plan: .project(source.plan, shown.map(\.expression)), columns: columns))
  }

  /// MERGE takes SUPER columns whole (AWS documentation, MERGE).
  private func refuseParts(of values: [Expression], _ scope: Scope) throws(SQLError) {
    let binder = ExpressionBinder(binder, scope: scope, clause: .values)
    for value in values {
      if case .defaultValue = value { continue }
      try refuseParts(in: binder.bind(value))
    }
  }

  private func refuseParts(in value: BoundExpression) throws(SQLError) {
    let hasPart = value.contains { if case .call(.superValue(.navigate), _, _) = $0 { true } else { false } }
    guard !hasPart else {
      throw SQLError(
        .featureNotSupported, "Partial reference of SUPER column is not supported in MERGE statement.")
    }
  }
}

extension Binder {
  package func bind(_ merge: Merge) throws(SQLError) -> BoundMerge { try MergeBinder(self, merge).bind() }
}

extension Merge {
  /// What a user must be granted on the target.
  fileprivate var privileges: Privileges {
    if case .clauses(.update, _, _) = action { [.select, .insert, .update] } else { [.select, .insert, .delete] }
  }
}
