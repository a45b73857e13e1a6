import PostgresWire
import SQLTypes
import Testing

/// Messages both ways.
@Suite struct MessageTests {
  static let frontend: [FrontendMessage] = [
    .authentication([1, 2]), .query(.init("select 'é'")),
    .parse(.init(name: "a", text: "b", parameterTypes: [23, 705])),
    .bind(
      .init(
        portal: "p", statement: "s", parameterFormats: [.text, .binary], parameters: [[1], nil, []],
        resultFormats: [.binary])), .describe(.init(.statement, "s")), .describe(.init(.portal)),
    .execute(.init(portal: "p", maximumRows: 5)), .close(.init(.portal, "p")), .sync, .flush, .terminate,
    .functionCall(.init(function: 5, argumentFormats: [.text], arguments: [[1], nil], resultFormat: .binary)),
    .copyData([1, 2, 3]), .copyDone, .copyFail(.init("why")),
  ]

  static let backend: [BackendMessage] = [
    .authentication(.ok), .authentication(.cleartextPassword), .authentication(.md5Password(salt: [1, 2, 3, 4])),
    .authentication(.sasl(mechanisms: ["SCRAM-SHA-256"])), .authentication(.saslContinue([1])),
    .authentication(.saslFinal([2])), .authentication(.digest(.init(salt: [1, 2], nonce: [3]))),
    .authentication(.other(14, [9])), .backendKeyData(.init(processID: 1, secret: -2)),
    .parameterStatus(.init("a", "b")), .negotiateProtocolVersion(.init(minorVersion: 0, unknownOptions: ["_pq_.x"])),
    .readyForQuery(.idle), .readyForQuery(.inTransaction), .readyForQuery(.failed),
    .rowDescription(.init([.init("a", PostgresType(.integer)), .init("é", PostgresType(.char(3)), format: .binary)])),
    .dataRow(.init([[1, 2], nil, []])), .commandComplete(.init(CommandTag("INSERT", rowCount: 2))), .emptyQueryResponse,
    .errorResponse(.init(.error, SQLError(.syntaxError, "m", detail: "d", hint: "h", position: 4))),
    .noticeResponse(.init(notice: "Load into table 't' completed, 1 record(s) loaded successfully.")), .parseComplete,
    .bindComplete, .closeComplete, .noData, .parameterDescription(.init([20, 0])), .portalSuspended,
    .other(.copyInResponse, [0, 0, 0]),
  ]

  @Test(arguments: frontend) func frontendRoundTrip(_ message: FrontendMessage) throws {
    var writer = MessageWriter()
    writer.append(message)
    let (id, body) = try #require(ScriptedOwner.messages(writer.bytes).first)
    let kind = try #require(FrontendMessage.ID(rawValue: id.asciiValue ?? 0))
    #expect(try FrontendMessage(kind, body: body) == message)
  }

  @Test(arguments: backend) func backendRoundTrip(_ message: BackendMessage) throws {
    var writer = MessageWriter()
    writer.append(message)
    let (id, body) = try #require(ScriptedOwner.messages(writer.bytes).first)
    let kind = try #require(BackendMessage.ID(rawValue: id.asciiValue ?? 0))
    #expect(try BackendMessage(kind, body: body) == message)
  }

  /// No message is a shorter or a longer one of its kind.
  @Test(arguments: backend.filter { if case .other = $0 { false } else { true } })
  func cutsAreNoticed(_ message: BackendMessage) throws {
    var writer = MessageWriter()
    writer.append(message)
    let (id, body) = try #require(ScriptedOwner.messages(writer.bytes).first)
    let kind = try #require(BackendMessage.ID(rawValue: id.asciiValue ?? 0))
    for count in 0..<body.count {
      // Whatever it is, it is another message or none, and no crash.
      if let other = try? BackendMessage(kind, body: Array(body[..<count])) { #expect(other != message) }
    }
  }

  @Test func startupPackets() throws {
    let message = StartupMessage(parameters: [.init("user", "u"), .init("database", "d")])
    var writer = MessageWriter()
    StartupPacket.startup(message).write(to: &writer)
    #expect(writer.bytes == ClientBytes.startup(["user": "u", "database": "d"]))
    writer.removeAll()
    StartupPacket.cancel(.init(processID: 3, secret: -4)).write(to: &writer)
    #expect(writer.bytes == ClientBytes.cancel(3, -4))
    writer.removeAll()
    StartupPacket.ssl.write(to: &writer)
    StartupPacket.gss.write(to: &writer)
    #expect(writer.bytes == ClientBytes.sslRequest + ClientBytes.gssRequest)
  }

  /// wire.md 1.4: algorithm, salt and nonce with their lengths.
  @Test func digestRequest() {
    var writer = MessageWriter()
    writer.append(.authentication(.digest(.init(salt: [7, 8], nonce: [9]))))
    #expect(
      writer.bytes == [0x52, 0, 0, 0, 23, 0, 0, 0, 13, 0, 0, 0, 0, 0, 0, 0, 2, 7, 8, 0, 0, 0, 1, 9])
  }

  /// wire.md part 4: schema, table, column, catalog and flags behind each column.
  @Test func extendedRowDescription() throws {
    var column = BackendMessage.RowDescription.Column("a", PostgresType(.decimal(precision: 12, scale: 2)))
    column.metadata = ColumnMetadata(
      schema: "public", table: "t", column: "a", catalog: "dev", flags: [.notNull, .searchable])
    let description = BackendMessage.RowDescription([column], isExtended: true)
    var writer = MessageWriter()
    writer.append(.rowDescription(description))
    let body = try #require(ScriptedOwner.messages(writer.bytes).first?.body)
    let base: [UInt8] = [0, 1, 0x61, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0xa4, 0xff, 0xff, 0, 12, 0, 6, 0, 0]
    #expect(body == base + Array("public\0t\0a\0dev\0".utf8) + [0x10, 0x01])
    #expect(try BackendMessage(.rowDescription, body: body, protocolVersion: 1) == .rowDescription(description))
  }

  /// wire.md 5.3, in the order in which PostgreSQL sends them.
  @Test func errorFields() throws {
    var error = BackendMessage.ErrorResponse(
      .error, SQLError(.undefinedTable, "relation \"x\" does not exist", hint: "h", position: 15))
    error[.routine] = "R"
    var writer = MessageWriter()
    writer.append(.errorResponse(error))
    let body = try #require(ScriptedOwner.messages(writer.bytes).first?.body)
    #expect(
      String(decoding: body, as: UTF8.self)
        == "SERROR\0C42P01\0Mrelation \"x\" does not exist\0Hh\0P15\0RR\0\0")
    #expect(error.sqlError == SQLError(.undefinedTable, "relation \"x\" does not exist", hint: "h", position: 15))
  }

  @Test func aNoticeIsInfoAndNoError() {
    let notice = BackendMessage.ErrorResponse(notice: "UNLOAD completed, 32 record(s) unloaded successfully.")
    #expect(notice[.severity] == "INFO")
    #expect(notice[.state] == "00000")
  }

  @Test func formatsAreSpread() throws {
    #expect(try WireFormat.spread([], over: 2, "result formats") == [.text, .text])
    #expect(try WireFormat.spread([.binary], over: 2, "result formats") == [.binary, .binary])
    #expect(try WireFormat.spread([.text, .binary], over: 2, "result formats") == [.text, .binary])
    #expect(throws: SQLError(.protocolViolation, "bind message has 2 result formats but 3 are needed")) {
      try WireFormat.spread([.text, .binary], over: 3, "result formats")
    }
  }
}
