import Catalogs
import Columnar
import Execution
import ObjectStore
import Planning
import SQLSyntax
import SQLTypes
import Scheduling

extension Session {
  func makeBinder(_ context: StatementContext) -> Binder {
    let binder = makeBinder(context.catalog, .values(context.arguments), hidden: hiddenSchemas(context))
    binder.notesAccess = !isSuperuser(context)
    binder.variables = variables
    return binder
  }

  func makeBinder(_ catalog: Catalog, _ parameters: StatementParameters, hidden: Set<String> = []) -> Binder {
    var names = NameResolver(
      catalog: catalog, database: database.name, searchPath: settings.searchPath, user: facts.user,
      temporarySchema: temporarySchema)
    names.hidden = hidden
    names.ignoresCase = facts.ignoresCase
    names.otherCatalog = { [cluster] in cluster.database(named: $0)?.catalog }
    return Binder(names: names, parameters: parameters)
  }

  func runQuery(_ query: Query, _ context: StatementContext) throws -> StatementResult {
    if case .select(let select) = query.body, let into = select.into {
      return try runSelectInto(query, into, context)
    }
    return try runStreaming(query, context)
  }

  /// A query's rows on their way; what takes all rows first has run.
  func stream(_ query: Query, _ context: StatementContext) throws -> (BoundQuery, BatchStream) {
    let bound = try bindLocked(context) { try $0.bind(query) }
    context.hasPlan = bound.plan.readsTables
    return (bound, try executor(context, measuring: bound.plan).stream(bound.plan))
  }

  /// Hands a query's rows to the statement's sink.
  private func runStreaming(_ query: Query, _ context: StatementContext) throws -> StatementResult {
    var result = StatementResult(tag: "SELECT")
    let (bound, stream) = try stream(query, context)
    result.columns = bound.columns
    try context.sink.begin(bound.columns)
    var rows = 0
    try stream.forEachBatch { batch in
      rows += batch.count
      try context.sink.receive(batch)
      return true
    }
    result.rowCount = rows
    return result
  }

  /// Runs a plan and keeps its rows.
  func collect(_ plan: LogicalPlan, _ context: StatementContext) throws -> [Batch] {
    context.hasPlan = context.hasPlan || plan.readsTables
    return try executor(context, measuring: plan).run(plan)
  }

  /// The same as a table keeps it.
  func executeToStore(_ plan: LogicalPlan, _ context: StatementContext) throws -> [Batch] {
    context.hasPlan = true
    return try executor(context, measuring: plan).runToStore(plan)
  }

  /// The value of an expression without columns.
  func evaluate(_ expression: BoundExpression, _ context: StatementContext) throws -> Value {
    let plan = LogicalPlan.project(.values([[]], types: []), [expression])
    let rows = try executor(context, externalRows: externalRows(of: [plan], context)).run(plan)
    return rows.first?.columns[0].value(0) ?? .null
  }

  /// What system relations look at, as the statement sees it.
  func systemContext(_ context: StatementContext) -> SystemContext {
    systemContext(context.catalog, context.transaction.principals)
  }

  /// `principals`: nil for those that are committed. `other`: another database than the session's.
  func systemContext(_ catalog: Catalog, _ principals: Principals?, of other: Database? = nil) -> SystemContext {
    var facts = self.facts
    facts.searchPath = makeBinder(catalog, .none).names.path
    facts.settings = settings.values
    facts.timeZone = settings.timeZone
    facts.dateOrder = settings.dateOrder
    facts.temporarySchema = temporarySchema
    if let other { facts.database = other.name }
    return SystemContext(other ?? database, catalog: catalog, session: facts, principals: principals)
  }

  private func executor(_ context: StatementContext, measuring plan: LogicalPlan) throws -> Executor {
    let externalRows = try externalRows(of: [plan], context)
    let statistics = plan.readsTables || isProfiling ? context.measurement.begin(plan) : nil
    return executor(context, externalRows: externalRows, statistics)
  }

  private func executor(
    _ context: StatementContext, externalRows: [ExternalTable: TableVersion], _ statistics: OperatorStatistics? = nil
  ) -> Executor {
    let system = systemContext(context)
    var evaluation = EvaluationContext(
      statementTime: context.time, transactionTime: context.transaction.startTime, session: system.session,
      randomSeed: randomSeed(context))
    evaluation.interruption = { [cancellation = context.cancellation] in
      cancellation.reason.map { SQLError(CancellationError($0)) }
    }
    evaluation.commands = commands(context)
    evaluation.externalRows = externalRows
    let names = makeBinder(context).names
    evaluation.hasPrivilege = { try system.answer($0, names) }
    return Executor(pool: context.pool, context: evaluation, system: system, statistics: statistics)
  }

  /// Where RANDOM begins in a statement: at its time, after SET seed at the next offset of that seed's sequence.
  private func randomSeed(_ context: StatementContext) -> UInt64 {
    guard let seed = settings.seed else { return UInt64(truncatingIfNeeded: context.time) }
    seededStatements += 1
    return seed.bitPattern &+ seededStatements &* 0xd134_2543_de82_ef95
  }

  /// `SELECT … INTO t` is CREATE TABLE t AS.
  private func runSelectInto(_ query: Query, _ into: IntoTable, _ context: StatementContext) throws -> StatementResult {
    var inner = query
    if case .select(var select) = query.body {
      select.into = nil
      inner.body = .select(select)
    }
    return try runCreateTableAs(
      CreateTableAs(
        name: into.name, isTemporary: into.isTemporary, ifNotExists: false, columns: [], attributes: TableAttributes(),
        query: inner), context)
  }

  /// VERBOSE shows the whole plan above the summary.
  func explain(_ statement: Statement, isVerbose: Bool, _ context: StatementContext) throws -> StatementResult {
    let plan = try bindLocked(context) { binder in try Self.plan(statement, binder) }
    let lines = (isVerbose ? PlanPrinter.wholePlan(plan) + [""] : []) + PlanPrinter.lines(plan)
    return try give("EXPLAIN", ["QUERY PLAN"], lines.map { [$0] }, context)
  }

  /// A result of text columns.
  func give(_ tag: String, _ names: [String], _ rows: [[String]], _ context: StatementContext) throws
    -> StatementResult
  {
    let type = DataType.varchar(DataType.maximumVarcharLength)
    var result = StatementResult(tag: tag)
    let columns = names.map { OutputColumn(name: $0, type: type) }
    result.columns = columns
    result.rowCount = rows.count
    try context.sink.begin(columns)
    guard !rows.isEmpty else { return result }
    let values = names.indices.map { column in Column(type, values: rows.map { .string($0[column]) }) }
    try context.sink.receive(Batch(values, count: rows.count))
    return result
  }
}
