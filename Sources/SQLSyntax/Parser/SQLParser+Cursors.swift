/// DECLARE, FETCH, MOVE, CLOSE.
extension SQLParser {
  /// `DECLARE name [INSENSITIVE] [NO SCROLL] CURSOR [WITHOUT HOLD] FOR query`: the words beyond Redshift's own syntax
  /// change nothing, and drivers send them.
  mutating func parseDeclare() throws(Refusal) -> Statement {
    try advance()
    let name = try parseName()
    while word(token) != "CURSOR" { try parseCursorOption() }
    try advance()
    if token.keyword == .with || token.keyword == .without {
      if token.keyword == .with { throw notSupported("A cursor WITH HOLD") }
      try advance()
      try expect(word: "HOLD")
    }
    try expect(.for)
    return .cursor(.declare(name: name, try parseQuery()))
  }

  private mutating func parseCursorOption() throws(Refusal) {
    switch word(token) {
    case "INSENSITIVE": try advance()
    case "NO":
      try advance()
      try expect(word: "SCROLL")
    case "BINARY", "SCROLL": throw notSupported("A \(word(token)) cursor")
    default: throw unexpected()
    }
  }

  /// `FETCH | MOVE [direction] [FROM | IN] name`
  mutating func parseMovement() throws(Refusal) -> Statement {
    let isFetch = token.keyword == .fetch
    try advance()
    let distance = try parseDistance()
    if token.keyword == .from || token.keyword == .in { try advance() }
    let movement = CursorMovement(distance, in: try parseName())
    return .cursor(isFetch ? .fetch(movement) : .move(movement))
  }

  private mutating func parseDistance() throws(Refusal) -> CursorMovement.Distance {
    // `FETCH next` may be about a cursor of that name.
    let isLast = next.kind == .end || next.kind == .semicolon
    if token.kind == .integer || token.kind == .minus || token.kind == .plus { return try parseRows() }
    switch word(token) {
    case _ where isLast: return .rows(1)
    case "NEXT":
      try advance()
      return .rows(1)
    case "ALL":
      try advance()
      return .all
    case "FORWARD":
      try advance()
      if try accept(.all) { return .all }
      return token.kind == .integer || token.kind == .minus ? try parseRows() : .rows(1)
    case "PRIOR", "FIRST", "LAST", "ABSOLUTE", "RELATIVE", "BACKWARD": return try parseBackward()
    default: return .rows(1)
    }
  }

  private mutating func parseRows() throws(Refusal) -> CursorMovement.Distance {
    let rows = try parseInteger()
    return rows < 0 ? .backward : .rows(rows)
  }

  private mutating func parseBackward() throws(Refusal) -> CursorMovement.Distance {
    let takesCount = ["ABSOLUTE", "RELATIVE", "BACKWARD"].contains(word(token))
    try advance()
    if takesCount, token.kind == .integer || token.kind == .minus { _ = try parseInteger() }
    if takesCount { _ = try accept(.all) }
    return .backward
  }

  mutating func parseClose() throws(Refusal) -> Statement {
    try advance()
    return .cursor(.close(name: try parseName()))
  }
}
