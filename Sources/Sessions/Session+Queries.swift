import Catalogs
import Columnar
import Execution
import Planning
import SQLSyntax
import SQLTypes

extension Session {
  func makeBinder() -> Binder {
    Binder(
      names: NameResolver(
        catalog: catalog, database: database.name, searchPath: settings.searchPath, user: facts.user,
        temporarySchema: temporarySchema))
  }

  func runQuery(_ query: Query) throws -> StatementResult {
    if case .select(let select) = query.body, let into = select.into { return try runSelectInto(query, into) }
    let bound = try makeBinder().bind(query)
    var result = StatementResult(tag: "SELECT")
    result.columns = bound.columns
    result.batches = try execute(bound.plan)
    result.rowCount = result.batches.reduce(0) { $0 + $1.count }
    return result
  }

  /// `query`: the statement's number, where it has one already.
  func execute(_ plan: LogicalPlan, as query: Int? = nil) throws -> [Batch] {
    facts.lastQueryID = Int64(query ?? database.makeQueryID())
    return try executor().run(plan)
  }

  /// The same as a table keeps it.
  func executeToStore(_ plan: LogicalPlan) throws -> [Batch] {
    facts.lastQueryID = Int64(database.makeQueryID())
    return try executor().runToStore(plan)
  }

  /// The value of an expression without columns.
  func evaluate(_ expression: BoundExpression) throws -> Value {
    let rows = try executor().run(.project(.values([[]], types: []), [expression]))
    return rows.first?.columns[0].value(0) ?? .null
  }

  private func executor() -> Executor {
    var facts = self.facts
    facts.searchPath = makeBinder().names.path
    facts.settings = settings.values
    let context = EvaluationContext(
      statementTime: statementTime, transactionTime: transactionTime, session: facts,
      randomSeed: UInt64(truncatingIfNeeded: statementTime))
    return Executor(
      pool: pool, context: context,
      system: SystemContext(catalog: catalog, log: database.log, searchPath: makeBinder().names.path))
  }

  /// `SELECT … INTO t` is CREATE TABLE t AS.
  private func runSelectInto(_ query: Query, _ into: IntoTable) throws -> StatementResult {
    var inner = query
    if case .select(var select) = query.body {
      select.into = nil
      inner.body = .select(select)
    }
    return try runCreateTableAs(
      CreateTableAs(
        name: into.name, isTemporary: into.isTemporary, ifNotExists: false, columns: [], attributes: TableAttributes(),
        query: inner))
  }

  func explain(_ statement: Statement) throws -> StatementResult {
    let plan: LogicalPlan =
      switch statement {
      case .query(let query): try makeBinder().bind(query).plan
      case .insert(let insert): try makeBinder().bind(insert).plan
      case .createTableAs(let create): try makeBinder().bind(create.query).plan
      case .delete(let delete): try makeBinder().bind(delete).plan
      case .update(let update): try makeBinder().bind(update).plan
      default: throw SQLError(.syntaxError, "EXPLAIN is only for queries, INSERT, UPDATE, DELETE and CREATE TABLE AS")
      }
    let lines = PlanPrinter.lines(plan)
    return table(tag: "EXPLAIN", ["QUERY PLAN"], lines.map { [$0] })
  }

  /// A result of text columns.
  func table(tag: String, _ names: [String], _ rows: [[String]]) -> StatementResult {
    var result = StatementResult(tag: tag)
    result.columns = names.map { OutputColumn(name: $0, type: .varchar(DataType.maximumVarcharLength)) }
    let columns = names.indices.map { place in
      Column(.varchar(DataType.maximumVarcharLength), values: rows.map { .string($0[place]) })
    }
    result.batches = [Batch(columns, count: rows.count)]
    result.rowCount = rows.count
    return result
  }
}
