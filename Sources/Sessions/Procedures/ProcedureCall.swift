import Catalogs
import Planning
import SQLSyntax
import SQLTypes
import Scheduling
import System

/// A CALL that a client made, with all that it calls in turn: they share its transaction, and may end it.
///
/// | mode | transaction |
/// |---|---|
/// | default | the CALL's own, until COMMIT, ROLLBACK or TRUNCATE begin another |
/// | called between BEGIN and COMMIT | the client's, which only the client may end |
/// | NONATOMIC | one a statement, or from START TRANSACTION to COMMIT |
///
/// https://docs.aws.amazon.com/redshift/latest/dg/stored-procedure-transaction-management.html
final class ProcedureCall {
  static let maximumDepth = 16

  let session: Session
  /// Of the client's CALL. Its transaction is the one that goes on.
  let context: StatementContext
  /// That the client's transaction, or a procedure with settings, must not be ended.
  var isAtomic: Bool
  /// That each statement commits.
  var autocommits = false
  /// After START TRANSACTION.
  var isInBlock = false
  /// Query ids of the CALLs that run, innermost last.
  var callers: [Int] = []
  private var messages: [ProcedureMessage] = []
  private let firstTransaction: Int
  private var cached: StatementContext?

  init(_ session: Session, _ context: StatementContext, isAtomic: Bool) {
    self.session = session
    self.context = context
    self.isAtomic = isAtomic
    firstTransaction = context.transaction.id
  }

  var depth: Int { callers.count }
  var transaction: Transaction { context.transaction }

  /// Keeps what a procedure says, if `stored_proc_log_min_messages` lets it.
  func note(_ message: String, _ level: ProcedureMessage.Level, line: Int) {
    let least = session.settings["stored_proc_log_min_messages"].flatMap(ProcedureMessage.Level.init(name:)) ?? .log
    guard level.rawValue >= least.rawValue else { return }
    let activity = context.activity
    messages.append(
      ProcedureMessage(
        query: callers.last ?? context.id, session: session.entry.id, userID: session.facts.userID,
        transaction: firstTransaction, messageTransaction: transaction.id, time: WallClock.now, level: level,
        message: message, line: line, text: activity.text, label: activity.label))
  }

  /// At the end of the client's CALL.
  func recordMessages(isAborted: Bool) {
    for index in messages.indices { messages[index].isAborted = isAborted }
    if !messages.isEmpty { session.database.activity.record(messages) }
  }

  /// A context for expressions: that of the CALL, in its present transaction.
  var expressionContext: StatementContext {
    if let cached, cached.transaction === transaction { return cached }
    let made = session.makeContext(under: context, nil, "", CollectingSink(), [])
    cached = made
    return made
  }

  /// Somebody else runs what follows.
  func forgetContext() { cached = nil }

  /// Ends the transaction and begins another. Cursors end with it.
  func renewTransaction(commit: Bool) throws {
    session.closeCursor()
    isInBlock = false
    guard transaction.isImplicit else { return try renewBatch(commit: commit) }
    if commit { try transaction.commit() } else { transaction.rollback() }
    beginTransaction()
  }

  /// The same for statements that a driver sent together.
  private func renewBatch(commit: Bool) throws {
    if commit { try session.endBatch() } else { session.abandonTransaction() }
    session.beginBatch()
    if let transaction = session.block.transaction { context.transaction = transaction }
  }

  private func beginTransaction() {
    context.transaction = Transaction(
      session.database, startTime: WallClock.now, isImplicit: true, session: session.entry.id)
  }

  /// Takes back what an error has spoiled; what an exception block does has a transaction of its own.
  func beginHandler() throws {
    guard isAtomic, !transaction.isImplicit else { return try renewTransaction(commit: false) }
    session.failTransaction()
    beginTransaction()
  }

  /// Commits what an exception block did.
  func endHandler() throws {
    if transaction.isImplicit {
      try transaction.commit()
      beginTransaction()
    } else {
      try renewTransaction(commit: true)
    }
  }

  /// After a statement that succeeded.
  func endStatement() throws {
    if autocommits && !isInBlock { try renewTransaction(commit: true) }
  }

  /// COMMIT and ROLLBACK in a procedure, TRUNCATE. Throws 0A000 where the transaction is not the procedure's.
  func checkTransactionControl(_ command: String) throws(SQLError) {
    guard isAtomic else { return }
    throw SQLError(
      .featureNotSupported, "\(command) cannot be invoked from a procedure that is executing in an atomic context.",
      hint: "Try calling the procedure as a top-level call i.e. not from within an explicit transaction block. "
        + "Or, if this procedure (or one of its ancestors in the call chain) was created with SET config options, "
        + "recreate the procedure without them.")
  }
}

extension Session {
  /// For a statement within another: it has its number and arguments, and the other's time, end and notices.
  func makeContext(
    under outer: StatementContext, _ statement: Statement?, _ text: String, _ sink: any ResultSink,
    _ arguments: [ParameterValue]
  ) -> StatementContext {
    StatementContext(
      time: WallClock.now, transaction: outer.transaction, cancellation: outer.cancellation, pool: outer.pool,
      storage: outer.storage, entry: entry, sink: sink, arguments: arguments,
      activity: activity(statement, text, WallClock.now, outer.cancellation), notices: outer.noticeList)
  }
}
