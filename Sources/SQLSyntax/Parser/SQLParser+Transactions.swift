/// BEGIN, COMMIT, ROLLBACK and what they may be called; savepoints; CANCEL.
extension SQLParser {
  mutating func parseTransaction() throws(Refusal) -> Statement {
    let verb = token.keyword
    try advance()
    if verb == .start {
      try expect(.transaction)
    } else if !(try accept(.work)) {
      _ = try accept(.transaction)
    }
    switch verb {
    case .begin, .start:
      return .transaction(.begin(isReadOnly: try parseTransactionModes().isReadOnly))
    case .commit, .end: return .transaction(.commit)
    default:
      guard try accept(.to) else { return .transaction(.rollback) }
      _ = try accept(.savepoint)
      return .transaction(.rollbackTo(try parseName()))
    }
  }

  /// `SAVEPOINT name`, `RELEASE [SAVEPOINT] name`
  mutating func parseSavepoint() throws(Refusal) -> Statement {
    let isRelease = token.keyword == .release
    try advance()
    if isRelease, token.keyword == .savepoint, next.isName { try advance() }
    let name = try parseName()
    return .transaction(isRelease ? .release(name) : .savepoint(name))
  }

  /// `CANCEL process_id ['message']`
  mutating func parseCancel() throws(Refusal) -> Statement {
    try advance()
    let session = try parseInteger()
    return .cancel(CancelSession(session: session, message: token.isString ? try parseString() : nil))
  }

  /// `[ISOLATION LEVEL x] [READ ONLY | READ WRITE] …`, commas between or not.
  mutating func parseTransactionModes() throws(Refusal) -> TransactionModes {
    var modes = TransactionModes()
    while token.keyword == .isolation || token.keyword == .read {
      if try accept(.isolation) {
        try expect(.level)
        modes.isolation = try parseIsolationLevel()
      } else {
        try advance()
        modes.isReadOnly = try accept(.only)
        if modes.isReadOnly == false { try expect(.write) }
      }
      if token.kind == .comma { try advance() }
    }
    return modes
  }

  private mutating func parseIsolationLevel() throws(Refusal) -> String {
    if try accept(.serializable) { return "serializable" }
    let first = word(token).lowercased()
    let second = word(next).lowercased()
    guard ["read committed", "read uncommitted", "repeatable read"].contains("\(first) \(second)") else {
      if first == "snapshot" {
        try advance()
        return first
      }
      throw unexpected()
    }
    try advance()
    try advance()
    return "\(first) \(second)"
  }
}
