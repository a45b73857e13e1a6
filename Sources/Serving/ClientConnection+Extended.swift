import Planning
import PostgresWire
import SQLSyntax
import SQLTypes
import Sessions

/// A statement with its arguments, ready to run or on its way.
final class WirePortal {
  let statement: PreparedStatement
  let arguments: [ParameterValue]
  let formats: [WireFormat]
  /// Rows that are left, once the first of them were asked for.
  var rows: PortalRows?
  var isDone = false

  init(_ statement: PreparedStatement, _ arguments: [ParameterValue], _ formats: [WireFormat]) {
    self.statement = statement
    self.arguments = arguments
    self.formats = formats
  }
}

/// The extended protocol (wire.md 2.3). What lies between two Syncs is one transaction, unless BEGIN says otherwise.
extension ClientConnection {
  /// Does what a message asks for; where it fails, all up to the next Sync is passed over.
  func extended(_ body: () throws -> Void) {
    do { try body() } catch {
      session?.failTransaction()
      fail(error)
    }
  }

  func parse(_ parse: FrontendMessage.Parse) throws {
    guard let session else { return }
    let texts = ScriptSplitter.split(parse.text)
    guard texts.count <= 1 else {
      throw SQLError(.syntaxError, "cannot insert multiple commands into a prepared statement")
    }
    var statement = PreparedStatement.empty
    if !texts.isEmpty {
      let types = try parse.parameterTypes.map { oid throws(SQLError) in
        try PostgresType(oid: oid, length: -1).dataType()
      }
      statement = try session.prepare(parse.text, parameterTypes: types)
    }
    try session.statements.insert(statement, named: parse.name)
    append(.parseComplete)
  }

  func bind(_ bind: FrontendMessage.Bind) throws {
    guard let session else { return }
    let statement = try session.statements.statement(named: bind.statement)
    let decoder = ParameterDecoder(session.datetimes)
    var types = statement.parameterTypes
    if statement.columns == nil { types = try decoder.types(of: bind, types) }
    let values = try decoder.values(of: bind, types)
    if let columns = statement.columns {
      _ = try WireFormat.spread(bind.resultFormats, over: columns.count, "result formats")
    }
    let arguments = zip(values, types).map { ParameterValue($0, $1) }
    try portals.insert(WirePortal(statement, arguments, bind.resultFormats), named: bind.portal)
    append(.bindComplete)
  }

  func describe(_ describe: FrontendMessage.Describe) throws {
    guard let session else { return }
    var formats: [WireFormat] = []
    let columns: [OutputColumn]?
    switch describe.kind {
    case .statement:
      let statement = try session.statements.statement(named: describe.name)
      columns = statement.columns
      let types = statement.parameterTypes
      append(.parameterDescription(BackendMessage.ParameterDescription(types.map { PostgresType($0).oid })))
    case .portal:
      // DECLARE makes one, too.
      if let declared = session.columns(ofCursor: describe.name) {
        columns = declared
        break
      }
      let portal = try portals.portal(named: describe.name)
      (columns, formats) = (portal.statement.columns, portal.formats)
    }
    guard let columns else { return append(.noData) }
    let spread = try WireFormat.spread(formats, over: columns.count, "result formats")
    append(.rowDescription(description(of: columns, spread)))
  }

  func execute(_ execute: FrontendMessage.Execute) throws {
    guard let session else { return }
    let portal = try portals.portal(named: execute.portal)
    let prepared = portal.statement
    guard !prepared.isEmpty else { return append(.emptyQueryResponse) }
    session.beginBatch()
    let sink = WireSink(self, formats: portal.formats)
    if portal.rows == nil && !portal.isDone {
      guard execute.maximumRows > 0, prepared.columns != nil else {
        let result = try session.run(prepared, arguments: portal.arguments, into: sink)
        portal.isDone = true
        return complete(result)
      }
      portal.rows = try open(prepared, portal.arguments, session)
    }
    guard let rows = portal.rows else {
      return append(.commandComplete(BackendMessage.CommandComplete(CommandTag("SELECT"))))
    }
    try sink.begin(rows.columns)
    if try rows.take(execute.maximumRows, sink.receive) { complete(rows.result) } else { append(.portalSuspended) }
  }

  private func open(_ prepared: PreparedStatement, _ arguments: [ParameterValue], _ session: Session) throws
    -> PortalRows
  {
    if prepared.isQuery { return PortalRows(try session.open(prepared, arguments: arguments)) }
    let sink = CollectingSink()
    return PortalRows(try session.run(prepared, arguments: arguments, into: sink), sink)
  }

  func close(_ close: FrontendMessage.Close) {
    switch close.kind {
    case .statement: session?.statements.remove(named: close.name)
    case .portal: portals.remove(named: close.name)
    }
    append(.closeComplete)
  }

  func sync() {
    do { try session?.endBatch() } catch { machine.fail(StatementFailure(of: error).error) }
    if status == .idle { portals.removeAll() }
    machine.ready(status)
  }
}
