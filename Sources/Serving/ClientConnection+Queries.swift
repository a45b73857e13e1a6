import Columnar
import Planning
import PostgresWire
import SQLSyntax
import SQLTypes
import Sessions

/// The simple protocol, and what both have in common.
extension ClientConnection {
  /// Runs the statements of a text: in one transaction, unless they say otherwise (wire.md 2.2).
  func query(_ text: String) {
    portals.removeAll()
    let statements = ScriptSplitter.split(text)
    if statements.isEmpty { append(.emptyQueryResponse) }
    do {
      for statement in statements {
        if statements.count > 1 { session?.beginBatch() }
        try runSimple(statement, in: text)
      }
      try session?.endBatch()
    } catch {
      fail(error)
    }
    machine.ready(status)
  }

  private func runSimple(_ statement: ScriptStatement, in text: String) throws {
    guard let session else { return }
    do {
      let result = try session.execute(statement.text, into: WireSink(self, formats: nil))
      complete(result)
    } catch {
      var failure = StatementFailure(of: error)
      // Characters before the statement: positions count from the start of what the client sent.
      let before = String(decoding: Array(text.utf8.prefix(statement.offset)), as: UTF8.self).unicodeScalars.count
      failure.error.position = failure.error.position.map { $0 + before }
      throw failure
    }
  }

  /// Notices, changed settings and the tag of a statement that ran.
  func complete(_ result: StatementResult) {
    show(result.notices)
    reportSettings()
    append(.commandComplete(BackendMessage.CommandComplete(CommandTag(result.tag, rowCount: result.rowCount))))
  }

  /// A statement failed: what it said before comes before its error.
  func fail(_ error: any Error) {
    let failure = StatementFailure(of: error)
    show(failure.notices)
    machine.fail(failure.error)
  }

  private func show(_ notices: [Notice]) {
    for notice in notices {
      append(.noticeResponse(BackendMessage.ErrorResponse(notice: notice.message, notice.wireSeverity, notice.state)))
    }
  }

  /// A request that the machine does not take, such as COPY's data: it fails the transaction like a statement.
  func refuse(_ error: SQLError) {
    session?.failTransaction()
    machine.fail(error)
    if machine.owesReady { machine.ready(status) }
  }

  var status: TransactionStatus {
    guard let session else { return .idle }
    if session.isTransactionFailed { return .failed }
    return session.isInTransaction ? .inTransaction : .idle
  }

  func description(of columns: [OutputColumn], _ formats: [WireFormat]) -> BackendMessage.RowDescription {
    BackendMessage.RowDescription(
      zip(columns, formats).map { column, format in
        description(of: column, format)
      }, isExtended: protocolVersion > 0)
  }

  private func description(of column: OutputColumn, _ format: WireFormat) -> BackendMessage.RowDescription.Column {
    var described = BackendMessage.RowDescription.Column(column.name, PostgresType(column.type), format: format)
    guard let origin = column.origin else { return described }
    if let id = origin.tableID {
      described.tableOID = UInt32(truncatingIfNeeded: id)
      described.attribute = Int16(clamping: origin.attribute)
    }
    guard protocolVersion > 0 else { return described }
    var flags: ColumnMetadata.Flags = [.searchable]
    if origin.isNotNull { flags.insert(.notNull) }
    if origin.isIdentity { flags.insert(.autoIncrement) }
    described.metadata = ColumnMetadata(
      schema: origin.schema, table: origin.table, column: origin.column, catalog: session?.database.name ?? "",
      flags: flags)
    return described
  }

  func makeEncoder(_ columns: [OutputColumn], _ formats: [WireFormat]) -> RowEncoder {
    RowEncoder(
      columns.map(\.type), formats: formats, protocolVersion: protocolVersion,
      style: session?.settings.textStyle ?? .result)
  }

  /// The batch with object ids in place of names in some columns.
  func objectIDs(_ batch: Batch, _ kinds: [Int: CatalogType.ObjectKind]) -> Batch {
    guard let session else { return batch }
    let columns = batch.columns.enumerated().map { index, column in
      kinds[index].map { session.objectIDs(of: column, $0) } ?? column
    }
    return Batch(columns, count: batch.count)
  }

  private var protocolVersion: Int { machine.login?.protocolVersion ?? 0 }
}

extension Notice {
  fileprivate var wireSeverity: BackendMessage.ErrorResponse.Severity {
    switch severity {
    case .info: .info
    case .notice: .notice
    case .warning: .warning
    }
  }
}
