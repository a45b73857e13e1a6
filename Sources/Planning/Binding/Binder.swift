import Catalogs
import SQLSyntax
import SQLTypes

/// Turns trees into plans: names into columns, operators into typed calls, clauses into operators.
///
/// ```
/// SELECT level, count(*) AS n FROM songplays WHERE user_id > 9 GROUP BY level HAVING n > 1 ORDER BY n
///   from     scan songplays (user_id, level)                      scope: songplays.user_id = 0, songplays.level = 1
///   where    filter  #0 > 9
///   group    aggregate [#1], [countRows]                          level is column 0, n is column 1 from here on
///   having   filter  #1 > 1
///   select   project #0, #1
///   order    sort #1
/// ```
///
/// One binder binds one statement.
package final class Binder {
  /// Those of another database while a view of it is being spelled out.
  package internal(set) var names: NameResolver
  /// Common tables in sight, innermost last.
  var commonTables: [[String: CommonTableBinding]] = []
  /// Views that read views that read views…
  static let maximumViewDepth = 200
  /// Views being spelled out, to refuse one that reads itself.
  var viewsInProgress: [TableName] = []
  /// That a view of another database is being spelled out.
  var isElsewhere = false
  /// What the names in the view being spelled out mean, innermost view last.
  var viewNames: [[[String]: ViewEntry.Dependency]] = []
  /// Tables and views the statement itself reads.
  private(set) var relationsUsed: [RelationUse] = []
  /// Tables the statement names, those of its views too, in the order they were met: a statement's target comes first.
  package private(set) var tablesRead: [TableEntry] = []
  /// Views the statement names, and those that they name.
  package private(set) var viewsRead: [ViewEntry] = []
  /// Whether somebody wants to know what the statement uses: whoever is no superuser has to be allowed it.
  package var notesAccess = false
  package private(set) var accesses: [RelationAccess] = []
  /// Of the tables in `accesses`, by id.
  package internal(set) var usedColumns: [Int: UsedColumns] = [:]
  /// Relations that `COUNT(name.*)` counts the rows of, in the queries being bound.
  var countedRelations: Set<Identifier> = []
  /// What `$1` and on stand for.
  let parameters: StatementParameters
  /// Variables of the procedure that the statement stands in.
  package var variables: (any VariableScope)?
  /// Values of the parameters of the functions whose bodies are being bound, innermost last.
  var functionArguments: [[BoundExpression]] = []
  var callsUserFunctions = false
  var cost = PlanningCost()
  /// Told what the optimizer does, where somebody wants to see it.
  package var trace: PlanTrace?
  /// Of recursive common tables that were read by themselves.
  var workTablesRead: Set<Int> = []
  /// Functions of the leader node that were called, and whether rows of a user's table are read, over which they may
  /// not.
  var leaderFunctions: [Identifier] = []
  /// Whether it calls functions of the compute nodes, and reads what is there: a user's tables, or Redshift's own.
  var usesComputeFunctions = false
  var readsSystemTables = false
  var readsRows = false
  /// The table that UPDATE or DELETE is about, while their FROM is bound: it may stand there under another name.
  var modifiedTable: Int?
  /// Sub-queries of expressions that are being bound, one in the other.
  var subqueryLevel = 0
  private var nextID = 0

  package init(names: NameResolver, parameters: StatementParameters = .none) {
    self.names = names
    self.parameters = parameters
  }

  /// Whether the statement's rows depend on those its target has: UPDATE, DELETE, and an INSERT from the same table.
  package internal(set) var readsTarget = false

  /// What a view of the query that was bound depends on.
  package var dependencies: [ViewEntry.Dependency] { relationsUsed.map(\.dependency) }

  /// Binds a whole query. Throws the query's first error: 42P01, 42703 or 42883 for a name that means nothing, 42803
  /// for a column that is not grouped, 42601, 0A000 ….
  package func bind(_ query: Query) throws(SQLError) -> BoundQuery {
    let bound = try bindQuery(query, frame: nil).shown().withOrigins()
    return BoundQuery(plan: try optimized(bound.plan), columns: bound.columns)
  }

  /// A query as the rows of a table: no column is left without a type. Throws as `bind` does.
  package func bindTyped(_ query: Query) throws(SQLError) -> BoundQuery {
    let bound = try bindQuery(query, frame: nil).typed().shown().withOrigins()
    return BoundQuery(plan: try optimized(bound.plan), columns: bound.columns)
  }

  /// Binds an expression that may name no column: DEFAULT, a parameter of LIMIT. Throws 42703 for one that does, and
  /// what else is wrong with it.
  package func bindConstant(_ expression: Expression) throws(SQLError) -> BoundExpression {
    try ExpressionBinder(self, scope: Scope(), clause: .constant).bind(expression)
  }

  func optimized(_ plan: LogicalPlan) throws(SQLError) -> LogicalPlan {
    if readsRows, let function = leaderFunctions.first { throw FunctionCatalog.refusal(of: function) }
    if usesComputeFunctions && !readsRows && !readsSystemTables { throw FunctionCatalog.missingTable }
    let plan = Optimizer.optimize(plan, trace: trace)
    if notesAccess { plan.noteColumns(in: &usedColumns) }
    return plan
  }

  /// What a table is made of, or filled with, comes from no function of the leader node that gives rows.
  package func refuseSeries() throws(SQLError) {
    let series = SetFunction.series.rawValue
    if leaderFunctions.contains(series) { throw FunctionCatalog.refusal(of: series) }
  }

  func makeID() -> Int {
    nextID += 1
    return nextID
  }

  /// The full name of the table or view called `name`, if the user has one.
  package func existing(_ name: QualifiedName) -> TableName? { names.existing(name.parts) }

  /// The schema of the session's database that is called so. 3D000 for one of another database.
  package func schema(_ name: QualifiedName) throws(SQLError) -> String { try names.schema(name.parts) }

  /// Where CREATE puts a relation of that name. 3F000 for a schema that does not exist.
  package func creationName(_ name: QualifiedName, isTemporary: Bool) throws(SQLError) -> TableName {
    try names.creationName(name.parts, isTemporary: isTemporary)
  }

  /// The type a name and its arguments stand for; 42704 where there is none.
  package func dataType(_ name: TypeName) throws(SQLError) -> DataType { try TypeRules.dataType(name) }

  /// The table, view or system relation of that name; 42P01 where there is none, 0A000 for a system relation not built
  /// yet.
  ///
  /// `privileges`: what the statement does with it.
  package func relation(_ name: QualifiedName, for privileges: Privileges = .select) throws(SQLError) -> Relation {
    if let id = viewNames.last?[name.parts]?.id, let relation = names.catalog.relation(id: id) {
      note(relation)
      noteAccess(relation, privileges, isQualified: false)
      return relation
    }
    if names.namesOtherDatabase(name.parts) { return try otherRelation(name, for: privileges) }
    guard let relation = names.relation(name.parts) else {
      if SystemRelation.isMissing(name.last) { throw .notSupported("system relation \(name.last)") }
      let hint = names.suggestion(for: name.parts).map { EditDistance.hint(naming: $0) }
      throw SQLError(
        .undefinedTable, "relation \"\(name.parts.joined(separator: "."))\" does not exist", hint: hint,
        position: name.position)
    }
    noteAccess(relation, privileges, isQualified: name.parts.count > 1)
    if let id = note(relation), viewNames.isEmpty {
      relationsUsed.append(RelationUse(parts: name.parts, id: id))
    }
    return relation
  }

  /// A table or view of another database as that has committed it: it can be read, and nothing else. 3D000 where there
  /// is no such database, 42P01 where it has no such table.
  private func otherRelation(_ name: QualifiedName, for privileges: Privileges) throws(SQLError) -> Relation {
    guard let other = names.otherCatalog(name.parts[0]) else {
      throw SQLError(
        .undefinedDatabase, "database \"\(name.parts[0])\" does not exist", position: name.position)
    }
    guard privileges == .select else { throw .notSupported("changing tables of another database") }
    let full = TableName(schema: name.parts[1], name: name.parts[2])
    guard !isElsewhere else { throw .notSupported("reading views of another database that read a third one") }
    guard let relation = other.id(of: full).flatMap(other.relation) else {
      throw SQLError(
        .undefinedTable, "relation \"\(name.parts.joined(separator: "."))\" does not exist", position: name.position)
    }
    if notesAccess {
      accesses.append(
        RelationAccess(
          object: relation.object, name: full, privileges: privileges, viewOwner: nil, isQualified: true,
          otherRules: other.access))
    }
    return relation
  }

  /// A user's function, which whoever calls it has to be allowed.
  func noteAccess(_ routine: RoutineEntry, isQualified: Bool) {
    noteAccess(routine.object, routine.name, .execute, isQualified: isQualified)
  }

  private func noteAccess(_ relation: Relation, _ privileges: Privileges, isQualified: Bool) {
    // Who may use an external schema may read its tables.
    noteAccess(
      relation.object, relation.name, relation.isExternal ? [] : privileges, isQualified: isQualified)
  }

  private func noteAccess(
    _ object: SecurableObject, _ name: TableName, _ privileges: Privileges, isQualified: Bool
  ) {
    guard notesAccess && !isElsewhere else { return }
    let view = viewsInProgress.last.flatMap { names.catalog.id(of: $0) }
    accesses.append(
      RelationAccess(
        object: object, name: name, privileges: privileges,
        viewOwner: view.map { names.catalog.access.owner(of: .relation($0)) }, isQualified: isQualified))
  }

  /// The id of a user's relation, which is noted as read; nil for those of the system and of another database.
  @discardableResult
  func note(_ relation: Relation) -> Int? {
    if isElsewhere { return nil }
    switch relation {
    case .table(let entry):
      tablesRead.append(entry)
      return entry.id
    case .view(let view):
      viewsRead.append(view)
      return view.id
    case .system: return nil
    }
  }

  /// The user's table of that name: what INSERT, COPY, ALTER work on. 42P01 where there is none, 42809 for a view.
  package func table(_ name: QualifiedName, for privileges: Privileges = .select) throws(SQLError) -> TableEntry {
    let relation = try relation(name, for: privileges)
    if relation.isMaterialized && privileges != .select { throw Self.refusalOfChange(to: name) }
    guard case .table(let entry) = relation else {
      throw SQLError(.wrongObjectType, "\"\(name.last)\" is not a table", position: name.position)
    }
    if entry.definition.external != nil { throw Self.refusalOfExternal(name, privileges) }
    return entry
  }
}

extension Binder {
  /// Rows of external tables are only read.
  private static func refusalOfExternal(_ name: QualifiedName, _ privileges: Privileges) -> SQLError {
    if privileges == .insert { return .notSupported("Writing to external table \"\(name.last)\"") }
    return SQLError(.featureNotSupported, "Operation not supported on external tables", position: name.position)
  }

  /// The rows of a materialized view are its query's: REFRESH alone changes them.
  package static func refusalOfChange(to name: QualifiedName) -> SQLError {
    SQLError(
      .wrongObjectType, "cannot change materialized view \"\(name.last)\"",
      hint: "Use REFRESH MATERIALIZED VIEW to bring its rows up to date.", position: name.position)
  }
}

/// A common table bound once; the shared plan makes it run once however often it is read.
struct CommonTableBinding {
  var id: Int
  /// What reads it has as its plan.
  var query: BoundQuery
  /// How deep its plan is.
  var depth: Int
  /// The query is not bound yet, the table is read by itself: how deep in sub-queries of expressions it stands.
  var workTableLevel: Int?
  /// It reads columns of a query outside, which are parameters of the sub-query that it stands in: how deep that is.
  var correlationLevel: Int?
}
