import Catalogs
import PostgresWire
import SQLSyntax
import SQLTypes
import Sessions

/// A session that a server keeps, as this process sees it: statements go out by the simple protocol, and rows come as
/// text.
package final class ServerSession: StatementExecutor {
  private var connection: ServerConnection
  private let login: ServerLogin
  private var status = TransactionStatus.idle
  /// Not needed: the server opens its own files.
  package var scriptFolder: String?

  /// Connects and logs in. Throws what `ServerLogin` does.
  package init(_ login: ServerLogin, asks: Bool = true) throws(SQLError) {
    self.login = login
    connection = try login.run(asks: asks)
  }

  /// The same anew, where the connection was lost.
  package func reconnect() throws(SQLError) {
    connection.close()
    connection = try login.run()
    status = .idle
  }

  package var database: String { login.options.database }

  /// Where it is, and how it is spoken with.
  package var description: String { "\(login.options), \(connection.isSecure ? "TLS" : "without TLS")" }

  package var isInTransaction: Bool { status != .idle }
  /// Whether the server is still there, as far as was seen.
  package var isOpen: Bool { connection.isOpen }
  /// The server's values are text already.
  package var textStyle: TextStyle { .result }

  package func makeLoadObserver() -> (@Sendable () -> LoadRun?)? {
    guard let processID = connection.processID else { return nil }
    let observer = ServerLoadObserver(login, processID: processID)
    return { observer.load() }
  }

  package func close() { connection.close() }

  /// Runs one statement. The rows that a COPY refused are asked for behind it. Throws `StatementFailure`.
  package func execute(_ text: String, into sink: any ResultSink) throws -> StatementResult {
    let answer = ServerAnswer(sink)
    do {
      try converse(text, answer)
      if let failure = answer.failure { throw failure }
    } catch {
      // A server that ends the connection says why before.
      var failure = StatementFailure(of: answer.failure ?? error, in: text)
      failure.rejects = rejects(failure.error.message)
      throw failure
    }
    var result = answer.result
    result.rejects =
      result.tag == "COPY" ? result.notices.lazy.map { self.rejects($0.message) }.first { !$0.isEmpty } ?? [] : []
    if result.table == nil, case .tables(let names) = StatementTargets(of: text), names.count == 1,
      ["INSERT", "UPDATE", "DELETE"].contains(result.tag)
    {
      result.table = TableName(schema: "public", name: names[0])
    }
    return result
  }

  private func rejects(_ message: String) -> LoadErrors {
    guard let relation = ServerLoadErrors.relation(in: message), isOpen, status != .failed else { return [] }
    return LoadErrors(ServerLoadErrors(self).last(in: relation))
  }

  private func converse(_ text: String, _ answer: ServerAnswer) throws {
    try connection.send(.query(FrontendMessage.Query(text)))
    while true {
      let message = try connection.next { body throws(WireFormatError) in
        try answer.append(body)
        // The server need not go on with what nobody wants.
        if answer.isUnwanted { connection.askToCancel() }
      }
      if case .readyForQuery(let status) = message {
        self.status = status
        return
      }
      if let reply = answer.take(message) { try connection.send(reply) }
    }
  }
}
