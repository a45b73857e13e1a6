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
/// Everything that runs SQL runs it here: the command line, the tests, a pipeline. A session is used from one thread at a
/// time; its statements use all threads of the pool.
///
/// ```
/// text ─ SQLParser ─► Statement ─ Binder ─► plan ─ Executor ─► batches ─► StatementResult
///                        └ COPY ─ CopyLoader ─► batches ─► the table's next version
/// ```
package final class Session {
  package let database: Database
  let pool: WorkerPool
  let store: ObjectStorage
  let id: Int
  package var settings = SessionSettings()
  /// What ROLLBACK goes back to, and the parameters that SET LOCAL changed until the transaction ends.
  var settingsAtBegin = SessionSettings()
  var localSettings: Set<String> = []
  /// The folder of the running script: relative paths that lead nowhere from the working folder start there.
  package var scriptFolder: String?
  var transaction = Transaction.none
  var facts = SessionFacts()
  /// Of the running statement.
  var statementTime: Int64 = 0
  var notices: [Notice] = []
  var hasNotedRole = false

  package init(database: Database, pool: WorkerPool, store: ObjectStorage) {
    self.database = database
    self.pool = pool
    self.store = store
    id = database.makeID()
    facts.database = database.name
    facts.backendPID = Int64(id)
  }

  /// Runs one statement. Throws `StatementFailure`.
  package func execute(_ text: String) throws -> StatementResult {
    let parsed: Statement
    do {
      parsed = try SQLParser.parseStatement(text, caseSensitiveIdentifiers: settings.isCaseSensitive)
    } catch {
      failTransaction()
      throw StatementFailure(error: error)
    }
    return try execute(parsed)
  }

  /// Runs the statements of a text one after the other, as drivers send several in one string; gives the last answer.
  package func executeAll(_ text: String) throws -> StatementResult {
    let statements = ScriptSplitter.split(text)
    guard statements.count > 1, let last = statements.last else { return try execute(text) }
    for statement in statements.dropLast() { _ = try execute(statement.text) }
    return try execute(last.text)
  }

  /// Runs one parsed statement. Throws `StatementFailure`.
  package func execute(_ statement: Statement) throws -> StatementResult {
    statementTime = WallClock.now
    notices = []
    do {
      try refuseInFailedTransaction(statement)
      var result = try run(statement)
      result.notices = notices
      return result
    } catch {
      failTransaction()
      throw StatementFailure(of: error)
    }
  }

  /// Drops the session's temporary tables and forgets an open transaction.
  package func close() {
    transaction = .none
    let base = database.catalog
    var catalog = base
    catalog.beginTransaction()
    for entry in base.allTables where entry.definition.name.schema == temporarySchema {
      catalog.remove(entry.definition.name)
    }
    try? database.commit(catalog, base: base)
  }

  var temporarySchema: String { "pg_temp_\(id)" }

  private func run(_ statement: Statement) throws -> StatementResult {
    switch statement {
    case .query(let query): try runQuery(query)
    case .explain(let inner, _): try explain(inner)
    case .createTable(let create): try runCreateTable(create)
    case .createTableAs(let create): try runCreateTableAs(create)
    case .createView(let create): try runCreateView(create)
    case .createSchema(let create): try runCreateSchema(create)
    case .alterTable(let alter): try runAlterTable(alter)
    case .drop(let drop): try runDrop(drop)
    case .truncate(let name): try runTruncate(name)
    case .insert(let insert): try runInsert(insert)
    case .update(let update): try runUpdate(update)
    case .delete(let delete): try runDelete(delete)
    case .copy(let copy): try runCopy(copy)
    case .unload(let unload): try runUnload(unload)
    case .set(let parameter): try runSet(parameter)
    case .reset(let name): runReset(name)
    case .show(let name): try runShow(name)
    case .transaction(let command): try runTransaction(command)
    case .utility(let utility): try runUtility(utility)
    case .unsupported(let name): throw SQLError.notSupported(name)
    }
  }
}
