/// BEGIN, COMMIT, ROLLBACK and what they may be called.
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
      _ = try parseTransactionModes()
      return .transaction(.begin)
    case .commit, .end: return .transaction(.commit)
    default:
      if token.keyword == .to { return try skipUnsupported("ROLLBACK TO SAVEPOINT") }
      return .transaction(.rollback)
    }
  }

  /// `[ISOLATION LEVEL x] [READ ONLY | READ WRITE] …`, commas between or not; the isolation level, if given.
  mutating func parseTransactionModes() throws(Refusal) -> String? {
    var level: String?
    while token.keyword == .isolation || token.keyword == .read {
      if try accept(.isolation) {
        try expect(.level)
        level = try parseIsolationLevel()
      } else {
        try advance()
        if !(try accept(.only)) { try expect(.write) }
      }
      if token.kind == .comma { try advance() }
    }
    return level
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
