import SQLTypes

/// Messages of a client that is in: the simple and the extended protocol (wire.md part 2).
extension ServerStateMachine {
  mutating func receive(_ id: FrontendMessage.ID, _ body: [UInt8]) throws(WireFormatError) {
    if isSkipping, id != .sync, id != .terminate { return }
    do throws(WireFormatError) {
      try receive(FrontendMessage(id, body: body))
    } catch .invalidText {
      refuse(id)
    }
  }

  private mutating func receive(_ message: FrontendMessage) throws(WireFormatError) {
    switch message {
    case .query(let query): run(.query(query.text))
    case .parse(let parse): queue(.parse(parse))
    case .bind(let bind): queue(.bind(bind))
    case .describe(let describe): queue(.describe(describe))
    case .execute(let execute): queue(.execute(execute))
    case .close(let close): queue(.close(close))
    case .flush: queue(.flush)
    case .sync:
      isSkipping = false
      run(.sync)
    case .functionCall: run(.refuse(.notSupported("the function call protocol")))
    case .terminate:
      queue(.terminate)
      close()
    // The rest of a COPY's input, whose COPY was refused: PostgreSQL drops it too.
    case .copyData, .copyDone, .copyFail: break
    case .authentication: throw .unknownMessage(message.id.rawValue)
    }
  }

  private mutating func run(_ action: ServerAction) {
    phase = .running
    queue(action)
  }

  /// Text that is not UTF-8 is a fault of its statement, not of the connection.
  private mutating func refuse(_ id: FrontendMessage.ID) {
    if id == .query { phase = .running }
    queue(.refuse(WireFormatError.invalidText.sqlError))
  }
}
