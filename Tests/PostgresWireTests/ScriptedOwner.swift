import PostgresWire
import SQLTypes

/// Does what a listener does, with canned answers, and writes down what it was told and what was sent.
///
/// Statements give no rows; those whose text has `fail` in it fail.
struct ScriptedOwner {
  static let random = [UInt8](0..<32)

  private(set) var machine: ServerStateMachine
  /// What it was told, and behind `<` the kinds of messages that were sent.
  private(set) var transcript: [String] = []
  private(set) var sent: [UInt8] = []
  private(set) var isDisconnected = false
  private let method: AuthenticationMethod
  private var status = TransactionStatus.idle
  private var statements: [String: String] = [:]

  init(_ options: ServerStateMachine.Options = .init(), _ method: AuthenticationMethod = .trust) {
    machine = ServerStateMachine(options)
    self.method = method
  }

  mutating func feed(_ bytes: [UInt8]) {
    machine.receive(bytes)
    while let action = machine.next() { perform(action) }
  }

  private mutating func perform(_ action: ServerAction) {
    switch action {
    case .send(let bytes): send(bytes)
    case .startTLS: note("startTLS")
    case .authenticate(let login):
      note("authenticate \(login.userName)@\(login.database)")
      machine.authenticate(by: method, random: Self.random)
    case .authenticated(let login):
      note("authenticated")
      machine.welcome(
        Greeting(login, version: "1.0.48805", isSuperuser: true, key: .init(processID: 7, secret: 9)))
    case .cancel(let request): note("cancel \(request.processID) \(request.secret)")
    case .query(let text): query(text)
    case .refuse(let error):
      note("refuse \(error.state.code)")
      machine.fail(error)
      machine.ready(status)
    case .parse(let parse):
      note("parse '\(parse.name)' \(parse.text) \(parse.parameterTypes)")
      statements[parse.name] = parse.text
      answer(parse.text, .parseComplete)
    case .bind(let bind):
      note("bind '\(bind.portal)' to '\(bind.statement)', \(bind.parameters.count) values")
      answer("", .bindComplete)
    case .describe(let describe):
      note("describe \(describe.kind) '\(describe.name)'")
      if describe.kind == .statement { append(.parameterDescription(.init([]))) }
      append(.noData)
    case .execute(let execute):
      note("execute '\(execute.portal)' \(execute.maximumRows)")
      answer("", .commandComplete(.init(CommandTag("SELECT"))))
    case .close(let close):
      note("close \(close.kind) '\(close.name)'")
      append(.closeComplete)
    case .flush: note("flush")
    case .sync:
      note("sync")
      machine.ready(status)
    case .terminate: note("terminate")
    case .disconnect:
      note("disconnect")
      isDisconnected = true
    }
  }

  private mutating func query(_ text: String) {
    note("query \(text)")
    for statement in text.split(separator: ";") {
      if statement.contains("fail") {
        machine.fail(SQLError(.syntaxError, "syntax error at or near \"fail\"", position: 1))
        if status == .inTransaction { status = .failed }
        break
      }
      if statement.uppercased().contains("BEGIN") { status = .inTransaction }
      if statement.uppercased().contains("COMMIT") { status = .idle }
      append(.commandComplete(.init(CommandTag("SELECT"))))
    }
    if text.isEmpty { append(.emptyQueryResponse) }
    machine.ready(status)
  }

  private mutating func answer(_ text: String, _ message: BackendMessage) {
    if text.contains("fail") { machine.fail(SQLError(.syntaxError, "syntax error")) } else { append(message) }
  }

  private mutating func append(_ message: BackendMessage) {
    var writer = MessageWriter()
    writer.append(message)
    send(writer.bytes)
  }

  private mutating func send(_ bytes: [UInt8]) {
    sent += bytes
    let kinds = bytes.count == 1 ? String(UnicodeScalar(bytes[0])) : Self.kinds(bytes)
    if let last = transcript.last, last.hasPrefix("<") {
      transcript[transcript.count - 1] = last + kinds
    } else {
      note("< \(kinds)")
    }
  }

  private mutating func note(_ text: String) { transcript.append(text) }

  /// The first byte of each message; settings as one `S`.
  static func kinds(_ bytes: [UInt8]) -> String {
    var kinds = ""
    for (id, _) in messages(bytes) where !(id == "S" && kinds.last == "S") { kinds.append(id) }
    return kinds
  }

  /// First bytes and bodies.
  static func messages(_ bytes: [UInt8]) -> [(id: Character, body: [UInt8])] {
    var messages: [(id: Character, body: [UInt8])] = []
    var place = 0
    while place < bytes.count {
      let length = bytes[place + 1..<place + 5].reduce(0) { $0 << 8 | Int($1) }
      messages.append((Character(UnicodeScalar(bytes[place])), Array(bytes[place + 5..<place + 1 + length])))
      place += 1 + length
    }
    return messages
  }
}
