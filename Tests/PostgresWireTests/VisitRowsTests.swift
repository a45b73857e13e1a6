import Testing

@testable import PostgresWire

/// Rows are read where they lie, however the server's bytes are cut.
@Suite struct VisitRowsTests {
  @Test(arguments: [1, 7, 64, 1000, 100_000])
  func rowsAreTheSameInAnyPieces(_ size: Int) throws {
    var machine = ClientStateMachine(
      ClientCredentials(user: "u", database: "d"), random: [UInt8](repeating: 7, count: Authenticator.randomCount))
    var writer = MessageWriter()
    writer.append(BackendMessage.authentication(.ok))
    writer.append(BackendMessage.readyForQuery(.idle))
    machine.receive(writer.bytes)
    var actions: [ClientAction] = []
    while let action = machine.next() { actions.append(action) }
    #expect(actions.last == .ready([], nil))

    writer.removeAll()
    let count = 3000
    for number in 0..<count { writer.append(BackendMessage.dataRow(.init([Array("\(number)".utf8), nil]))) }
    writer.append(BackendMessage.commandComplete(.init(CommandTag("SELECT"))))
    var rows: [[UInt8]] = []
    var messages: [ClientAction] = []
    for start in stride(from: 0, to: writer.count, by: size) {
      machine.receive(Array(writer.bytes[start..<min(start + size, writer.count)]))
      try machine.visitRows { rows.append(Array($0)) }
      while let action = machine.next() { messages.append(action) }
    }
    #expect(messages == [.message(.commandComplete(.init(CommandTag("SELECT"))))])
    let values = try rows.map { body in
      var reader = MessageReader(body)
      return try BackendMessage.DataRow(from: &reader).values
    }
    #expect(values == (0..<count).map { [Array("\($0)".utf8), nil] })
  }
}
