import Planning
import SQLSyntax
import SQLTypes

/// Statements of SQL, and those of PL/pgSQL that are no control flow.
extension ProcedureFrame {
  func perform(_ action: ProcedureStatement.Action) throws {
    switch action {
    case .assign(let name, let expression): try assign(evaluate(expression), to: name)
    case .sql(let statement, let text, let targets, _) where targets.first.map(variables.has) ?? true:
      try run(statement, text, into: targets)
    case .sql(_, _, _, let whole): try run(parse(whole), whole, into: [])
    case .perform(let statement, let text):
      let sink = RowSink()
      _ = try execute(statement, text, arguments: arguments, sink)
      try note(rows: sink.count)
    case .execute(let dynamic, let targets): try run(dynamic, into: targets)
    case .rowCount(let name): try assign(ParameterValue(.int(Int64(rowCount)), .bigint), to: name)
    case .open(let name, let source): try open(name, source)
    case .fetch(let movement, let targets): try fetch(movement, into: targets)
    case .move(let movement): try move(movement)
    case .close(let name): try close(name)
    case .commit: try endTransaction("COMMIT", commit: true)
    case .rollback: try endTransaction("ROLLBACK", commit: false)
    case .begin: try begin()
    default: break
    }
  }

  private func endTransaction(_ command: String, commit: Bool) throws {
    try call.checkTransactionControl(command)
    try call.renewTransaction(commit: commit)
  }

  private func begin() throws {
    guard call.autocommits else {
      throw SQLError(.featureNotSupported, "START TRANSACTION is only for procedures in NONATOMIC mode")
    }
    try call.renewTransaction(commit: true)
    call.isInBlock = true
  }

  /// Counts the rows of a statement that reads or changes some.
  private func note(rows: Int) throws {
    rowCount = rows
    try setFound(rows > 0)
  }

  private func run(_ statement: Statement, _ text: String, into targets: [QualifiedName]) throws {
    let sink = RowSink()
    if case .query(let query) = statement, targets.isEmpty, !query.isSelectInto {
      throw SQLError(
        .syntaxError, "query has no destination for result data",
        hint: "If you want to discard the results, use PERFORM instead.")
    }
    let result = try execute(statement, text, arguments: arguments, sink)
    switch statement {
    case .query:
      if !targets.isEmpty { try assign(sink.row, sink.columns, to: targets) }
      try note(rows: min(sink.count, 1))
    case .insert, .update, .delete: try note(rows: result.rowCount ?? 0)
    case .routine(.call): break
    default: rowCount = result.rowCount ?? 0
    }
  }

  private func parse(_ text: String) throws -> Statement {
    try SQLParser.parseStatement(text, caseSensitiveIdentifiers: session.settings.isCaseSensitive)
  }

  private func run(_ dynamic: DynamicStatement, into targets: [QualifiedName]) throws {
    let sink = RowSink()
    let result = try execute(dynamic, sink)
    rowCount = targets.isEmpty ? result.rowCount ?? 0 : min(sink.count, 1)
    if !targets.isEmpty { try assign(sink.row, sink.columns, to: targets) }
  }

  /// Statements that are made while the procedure runs: its variables are not seen there.
  func execute(_ dynamic: DynamicStatement, _ sink: any ResultSink) throws -> StatementResult {
    let text = try evaluate(dynamic.text)
    guard text.value != .null else { throw SQLError(SQLState("22004"), "cannot EXECUTE a null querystring") }
    let values = try dynamic.arguments.map { try evaluate($0) }
    session.variables = nil
    defer { session.variables = variables }
    var result = StatementResult(tag: "")
    for piece in ScriptSplitter.split(self.text(of: text)) {
      let statement = try parse(piece.text)
      if case .transaction = statement {
        throw SQLError(.featureNotSupported, "transaction commands cannot be run by EXECUTE in a procedure")
      }
      result = try execute(statement, piece.text, arguments: values, sink)
    }
    return result
  }

  /// Runs one statement in the call's transaction.
  func execute(_ statement: Statement, _ text: String, arguments: [ParameterValue], _ sink: any ResultSink) throws
    -> StatementResult
  {
    try checkPlacement(of: statement)
    let context = session.makeContext(under: call.context, statement, text, sink, arguments)
    let result = try session.runNested(statement, context)
    if case .truncate = statement {
      try call.renewTransaction(commit: true)
    } else if case .routine(.call) = statement {
      try call.endStatement()
    } else if call.autocommits, !call.isInBlock, statement.isCommitted {
      try call.renewTransaction(commit: true)
    }
    return result
  }

  /// Statements that need a transaction of their own.
  private func checkPlacement(of statement: Statement) throws(SQLError) {
    switch statement {
    case .truncate: try call.checkTransactionControl("TRUNCATE")
    case .prepared(.prepare): throw SQLError(.featureNotSupported, "PREPARE is not supported inside a procedure")
    case .set(let parameter) where parameter.isLocal:
      throw SQLError(.featureNotSupported, "SET LOCAL is not supported inside a procedure")
    case .utility(let utility) where utility.tag == "VACUUM":
      throw SQLError(.activeTransaction, "VACUUM cannot run inside a transaction block")
    case .external(let command):
      if let name = command.nameOutsideTransactions {
        throw SQLError(.activeTransaction, "\(name) cannot run inside a transaction block")
      }
    case .alterTable(let alter):
      if case .append = alter.action {
        throw SQLError(.activeTransaction, "ALTER TABLE APPEND cannot run inside a transaction block")
      }
    default: break
    }
  }
}

extension Session {
  /// A statement of a procedure: it has a number and a place in the history like any other.
  func runNested(_ statement: Statement, _ context: StatementContext) throws -> StatementResult {
    try refuseInReadOnlyTransaction(statement, context)
    return try remembered(context) {
      let result = try dispatch(statement, context)
      try applyWantedSettings(context)
      return result
    }
  }
}

extension Query {
  /// `SELECT … INTO TABLE t`, which the body's own INTO leaves alone.
  fileprivate var isSelectInto: Bool {
    if case .select(let select) = body { select.into != nil } else { false }
  }
}

extension Statement {
  /// Whether it has something to commit.
  fileprivate var isCommitted: Bool {
    switch self {
    case .set, .reset, .show, .cursor: false
    default: true
    }
  }
}
