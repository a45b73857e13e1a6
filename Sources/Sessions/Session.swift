import Catalogs
import Execution
import Loading
import ObjectStore
import Planning
import SQLSyntax
import SQLTypes
import Scheduling
import System

/// One user's conversation with the database: statements in, results out, one after the other.
///
/// Everything that runs SQL runs it here: the command line, the tests, a pipeline. A session is used from one thread at
/// a time; its statements use all threads of the pool, and none while they wait.
///
/// ```
/// text ─ prepare ─► PreparedStatement ─ run ─► StatementContext in a Transaction
///                        └ Binder ─► plan ─ Executor ─► batches ─► ResultSink
///                        └ COPY ─ CopyLoader ─► batches ─► the table's next version
/// ```
package final class Session {
  /// The one that the client asked for.
  package let connected: Database
  /// The one that statements run in: the same, until USE names another.
  package internal(set) var database: Database
  /// What USE said last.
  var usedDatabase: Identifier?
  /// Where its database is one of several.
  let cluster: Cluster
  let pool: WorkerPool
  let storage: ObjectStorage
  /// The session as others see it.
  package let entry: SessionEntry
  var parameters = TransactionalSettings()
  /// How many statements took random numbers since SET seed.
  var seededStatements: UInt64 = 0
  /// The folder of the running script: relative paths that lead nowhere from the working folder start there.
  package var scriptFolder: String?
  var block = TransactionBlock.none
  var facts = SessionInfo()
  /// Where the next statement's random numbers begin, once SET SEED has said so.
  var randomSeed: UInt64?
  var hasNotedRole = false
  /// Those of PREPARE, and those of its driver.
  package var statements = PreparedStatements()
  var cursor: SQLCursor?
  /// The CALL that runs, and the variables of the procedure that it is in.
  var call: ProcedureCall?
  var variables: ProcedureVariables?
  /// Bodies of procedures that ran, by id: as text and as a tree.
  var procedureBodies: [Int: (text: String, body: ProcedureBlock)] = [:]
  /// That it ends because its client was idle for too long.
  package var isTimedOut = false
  /// What is known of its client, from the log-in on.
  var client: ClientInfo?
  /// Whether results tell what each operator did.
  package var isProfiling = false
  private var isClosed = false

  /// Who logged in: SET SESSION AUTHORIZATION DEFAULT goes back to it.
  let loginID: Int

  /// - Parameters:
  ///   - cluster: What the database is in; nil for one of its own.
  ///   - user: Who it is; nil for the administrator.
  package init(
    database: Database, in cluster: Cluster? = nil, pool: WorkerPool, storage: ObjectStorage, user: String? = nil
  ) {
    (connected, self.database) = (database, database)
    self.cluster = cluster ?? Cluster(database: database)
    self.pool = pool
    self.storage = storage
    entry = database.sessions.register(startTime: WallClock.now, under: pool.cancellation)
    let principals = database.principals.current
    loginID = user.flatMap { principals.user(named: $0)?.id } ?? Principals.administratorID
    facts.backendPID = Int64(entry.id)
    noteDatabase(principals)
    become(loginID, principals)
    if let user = principals.user(loginID) { applySettings(of: user) }
    entry.setUser(SessionEntry.User(id: facts.userID, name: facts.user))
  }

  deinit { close() }

  /// Parses a statement and tells what it gives and takes, without running it. Throws `StatementFailure`.
  package func prepare(_ text: String, parameterTypes: [DataType] = []) throws -> PreparedStatement {
    let statement = try parse(text)
    do {
      try refuseInFailedTransaction(statement)
      return try describe(statement, text, parameterTypes)
    } catch {
      failTransaction()
      throw StatementFailure(of: error, in: text)
    }
  }

  /// Runs a prepared statement, its `$1` and on standing for `arguments`, and hands its rows to `sink`; the answer says
  /// what else there is to say. It is planned anew, for the tables as they are now. Throws `StatementFailure`.
  package func run(_ prepared: PreparedStatement, arguments: [ParameterValue] = [], into sink: any ResultSink) throws
    -> StatementResult
  {
    guard let statement = prepared.statement else { return StatementResult(tag: "") }
    return try run(statement, prepared.text, arguments, into: sink)
  }

  /// Runs one statement. Throws `StatementFailure`.
  package func execute(_ text: String, into sink: any ResultSink) throws -> StatementResult {
    try run(parse(text), text, [], into: sink)
  }

  /// Runs the statements of a text one after the other, in one transaction unless they say otherwise, as drivers send
  /// several in one string (wire.md part 3); gives every answer. Throws the first `StatementFailure`; what came before
  /// it in its transaction is undone.
  package func executeAll(_ text: String) throws -> [StatementResult] {
    let statements = ScriptSplitter.split(text)
    guard statements.count > 1 else { return [try execute(text)] }
    // One that cannot be read keeps all from running.
    for statement in statements { _ = try parse(statement.text) }
    let results = try statements.map { statement in
      beginBatch()
      return try execute(statement.text)
    }
    try endBatch()
    return results
  }

  /// Throws `StatementFailure`; the transaction it stands in is spoiled then.
  private func parse(_ text: String) throws -> Statement {
    do {
      return try SQLParser.parseStatement(
        text, caseSensitiveIdentifiers: settings.isCaseSensitive, caseSensitiveAttributes: settings.keepsAttributeCase)
    } catch {
      failTransaction()
      throw StatementFailure(of: error, in: text)
    }
  }

  /// Ends an open transaction without its changes and drops the session's temporary tables.
  package func close() {
    guard !isClosed else { return }
    isClosed = true
    abandonTransaction()
    if database !== connected { leave(database) }
    leave(connected)
    noteEnd()
  }

  /// What the session knows of the database it works in.
  func noteDatabase(_ principals: Principals) {
    facts.database = database.name
    facts.ignoresCase = principals.databases[database.name]?.isCaseSensitive == false
  }

  /// Drops the session's temporary tables there.
  func leave(_ database: Database) {
    let cleanup = Transaction(database, startTime: WallClock.now, isImplicit: true)
    for table in cleanup.catalog.allTables where table.definition.name.schema == temporarySchema {
      cleanup.remove(id: table.id)
    }
    // Nobody else has read or written them: there is nothing to refuse.
    try? cleanup.commit()
    database.sessions.remove(entry)
  }

  /// The parameters as they are now.
  package var settings: SessionSettings { parameters.current }

  /// What the datetime texts of parameters lean on: the session's zone, and the time it is.
  package var datetimes: DatetimeContext { settings.datetimes(at: WallClock.now) }

  var temporarySchema: String { "pg_temp_\(entry.id)" }

  private func run(
    _ statement: Statement, _ text: String, _ arguments: [ParameterValue], into sink: any ResultSink
  ) throws -> StatementResult {
    let context = makeContext(statement, text, sink, arguments)
    return try remembered(context) {
      try observed(text, context) {
        try refuseInFailedTransaction(statement)
        try refuseInReadOnlyTransaction(statement, context)
        var result = try dispatch(statement, context)
        try applyWantedSettings(context)
        if context.transaction.isImplicit { try context.transaction.commit() }
        result.notices = context.notices
        if isProfiling { result.profile = context.measurement.lines }
        result.textStyle = settings.textStyle
        return result
      }
    }
  }

  func makeContext(_ statement: Statement?, _ text: String, _ sink: any ResultSink, _ arguments: [ParameterValue])
    -> StatementContext
  {
    let time = WallClock.now
    let cancellation = Cancellation(under: entry.termination, deadline: settings.statementTimeout.map { .now + $0 })
    return StatementContext(
      time: time,
      transaction: block.transaction ?? Transaction(database, startTime: time, isImplicit: true, session: entry.id),
      cancellation: cancellation, pool: pool.cancellable(by: cancellation),
      storage: storage.cancellable(by: cancellation), entry: entry, sink: sink, arguments: arguments,
      activity: activity(statement, text, time, cancellation))
  }

  func dispatch(_ statement: Statement, _ context: StatementContext) throws -> StatementResult {
    switch statement {
    case .query(let query): try runQuery(query, context)
    case .explain(let inner, let isVerbose): try explain(inner, isVerbose: isVerbose, context)
    case .createTable(let create): try runCreateTable(create, context)
    case .createTableAs(let create): try runCreateTableAs(create, context)
    case .createView(let create): try runCreateView(create, context)
    case .materializedView(let command): try runMaterializedView(command, context)
    case .createSchema(let create): try runCreateSchema(create, context)
    case .external(let command): try runExternal(command, context)
    case .alterTable(let alter):
      try notingViewStates(alter.viewEvent, context) { try runAlterTable(alter, context) }
    case .alterSchema(let alter): try notingViewStates(nil, context) { try runAlterSchema(alter, context) }
    case .database(let statement): try runDatabase(statement, context)
    case .principal(let statement): try runPrincipal(statement, context)
    case .grant(let grant): try runGrant(grant, context)
    case .alterDefaultPrivileges(let alter): try runAlterDefaultPrivileges(alter, context)
    case .sessionAuthorization(let user): try runSessionAuthorization(user, context)
    case .drop(let drop): try runDrop(drop, context)
    case .truncate(let name):
      try notingViewStates(("TRUNCATE", name), context) { try runTruncate(name, context) }
    case .insert(let insert): try runInsert(insert, context)
    case .update(let update): try runUpdate(update, context)
    case .delete(let delete): try runDelete(delete, context)
    case .merge(let merge): try runMerge(merge, context)
    case .copy(let copy): try runCopy(copy, context)
    case .unload(let unload): try runUnload(unload, context)
    case .set(let parameter): try runSet(parameter, context)
    case .reset(let name): runReset(name)
    case .show(let name): try runShow(name, context)
    case .showObjects(let show): try runShowObjects(show, context)
    case .comment(let comment): try runComment(comment, context)
    case .transaction(let command): try runTransaction(command, context)
    case .cancel(let cancel): try runCancel(cancel, context)
    case .cursor(let command): try runCursor(command, context)
    case .prepared(let command): try runPrepared(command, context)
    case .routine(let command): try runRoutine(command, context)
    case .analyzeCompression(let analyze): try runAnalyzeCompression(analyze, context)
    case .utility(let utility): try runUtility(utility, context)
    case .unsupported(let name): throw SQLError.notSupported(name)
    }
  }
}
