import SQLTypes

/// Looks through SQL text for what `StatementSecrets` hides.
struct SecretFinder {
  private static let clauses = [
    "credentials", "access_key_id", "secret_access_key", "session_token", "master_symmetric_key", "password",
  ]
  /// Of CREDENTIALS strings.
  private static let keys = [
    "aws_access_key_id", "aws_secret_access_key", "aws_session_token", "token", "master_symmetric_key",
  ]
  private static let words = (clauses + keys).map { Array($0.utf8) }
  private static let lengths = 5...23
  /// `E'…'` and its kin.
  private static let prefixes = Array("eEnNbBxX".utf8)
  /// What access key ids begin with.
  private static let keyPrefixes = ["AKIA", "ASIA", "AROA", "AIDA"].map { Array($0.utf8) }

  private let bytes: [UInt8]
  private let lexer: Lexer
  /// Literals, comments left out, in order.
  private var literals: [Range<Int>] = []
  private var literal = 0
  /// A quotation does not end: nobody can tell what is inside one.
  private var isBroken = false
  /// Of a kind that takes secrets, so that misspelt words count too.
  private var takesSecrets = false
  private var found: [Range<Int>] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    lexer = Lexer(bytes)
  }

  static func isWord(_ text: String) -> Bool {
    clauses.contains(text.lowercased()) || keys.contains(text.lowercased())
  }

  mutating func find() -> [Range<Int>] {
    if isTorn { hideLiterals() }
    var index = 0
    var isScanned = false
    while index < bytes.count {
      guard bytes[index].startsIdentifier else {
        index += 1
        continue
      }
      var end = index + 1
      while end < bytes.count, bytes[end].continuesIdentifier { end += 1 }
      if isCandidate(index, end) {
        if !isScanned { scanTokens() }
        isScanned = true
        if introducesSecret(index, end) { hideValue(after: end, word: index) }
      }
      if isAccessKey(index, end) { found.append(index..<end) }
      index = end
    }
    return found
  }

  private func isCandidate(_ start: Int, _ end: Int) -> Bool {
    Self.lengths.contains(end - start) || bytes[start..<end].contains(0x24)
  }

  /// Once, before the first word that may count.
  private mutating func scanTokens() {
    var token = lexer.token(at: 0)
    takesSecrets = Self.takesSecrets(lexer, token)
    while token.kind != .end {
      switch token.kind {
      case .string, .escapeString, .bitString, .dollarString: literals.append(token.start..<token.end)
      case .unterminatedString, .unterminatedDollar, .unterminatedIdentifier, .unterminatedComment: isBroken = true
      default: break
      }
      token = lexer.token(at: token.end)
    }
  }

  /// Whether the text begins with what ends something else, as where a quote too many cut a statement in two within a
  /// comment: `*/ 'secret'`. The word before the secret is then in the part before.
  private var isTorn: Bool {
    let start = lexer.skipBlanks(0)
    return byte(start) == UInt8(ascii: "*") || byte(start) == UInt8(ascii: "/")
  }

  private mutating func hideLiterals() {
    var token = lexer.token(at: 0)
    while token.kind != .end {
      if byte(token.start) == UInt8(ascii: "'") || byte(token.start) == UInt8(ascii: "$") {
        _ = hideLiteral(token.start)
      }
      token = lexer.token(at: token.end)
    }
  }

  private static func takesSecrets(_ lexer: Lexer, _ first: Token) -> Bool {
    switch first.keyword {
    case .explain: return takesSecrets(lexer, lexer.token(at: first.end))
    case .select, .insert, .update, .delete, .with, .values, .grant, .revoke, .comment, .analyze, .vacuum:
      return false
    case .create, .alter, .drop:
      let second = lexer.token(at: first.end).keyword
      return ![.table, .view, .schema, .temp, .temporary, .local, .or, .materialized, .default].contains(second)
    default: return true
    }
  }

  private func introducesSecret(_ start: Int, _ end: Int) -> Bool {
    if Self.words.contains(where: { spells($0, start, end) }) { return true }
    guard takesSecrets, end - start > 6 else { return false }
    let word = lexer.source(start, end)
    return Self.clauses.contains { EditDistance.between(word.lowercased(), $0) <= 2 }
  }

  private func spells(_ word: [UInt8], _ start: Int, _ end: Int) -> Bool {
    end - start == word.count && word.indices.allSatisfy { bytes[start + $0].foldedASCII == word[$0] }
  }

  private func isAccessKey(_ start: Int, _ end: Int) -> Bool {
    end - start >= 16 && Self.keyPrefixes.contains { bytes[start...].starts(with: $0) }
      && bytes[start..<end].allSatisfy { $0.isDigit || (0x41...0x5A).contains($0) }
  }

  // MARK: What follows the word

  private mutating func hideValue(after end: Int, word: Int) {
    var index = end
    if byte(index) == UInt8(ascii: "\"") { index += 1 }
    let (start, isAssigned) = skipToValue(index)
    guard start < bytes.count, !endsLiteral(start, around: word) else { return }
    if let end = hideLiteral(start) {
      if let end { hideContinuation(from: end) }
    } else {
      hideBare(start, isAssigned: isAssigned)
    }
  }

  private func byte(_ offset: Int) -> UInt8 { lexer.byte(offset) }

  /// Past blanks, comments, AS, `=` and `:`.
  private func skipToValue(_ offset: Int) -> (start: Int, isAssigned: Bool) {
    var index = lexer.skipBlanks(offset)
    var isAssigned = false
    while index < bytes.count {
      if spells(Array("as".utf8), index, min(index + 2, bytes.count)), !byte(index + 2).continuesIdentifier {
        index = lexer.skipBlanks(index + 2)
      } else if [UInt8(ascii: "="), UInt8(ascii: ":")].contains(bytes[index]) {
        isAssigned = true
        index = lexer.skipBlanks(index + 1)
      } else {
        break
      }
    }
    return (index, isAssigned)
  }

  /// Whether the quote at `offset` is the one that ends the literal in which `word` stands.
  private mutating func endsLiteral(_ offset: Int, around word: Int) -> Bool {
    guard !isBroken, !takesSecrets, byte(offset) == UInt8(ascii: "'") || byte(offset) == UInt8(ascii: "$") else {
      return false
    }
    while literal < literals.count, literals[literal].upperBound <= word { literal += 1 }
    guard literal < literals.count, literals[literal].contains(word) else { return false }
    let end = literals[literal].upperBound
    return offset == end - 1 || byte(offset) == UInt8(ascii: "$") && offset + 1 < end && byte(end - 1) == byte(offset)
  }

  /// Hides a literal that starts here and gives where another may go on with it; nil where no literal starts.
  private mutating func hideLiteral(_ offset: Int) -> Int?? {
    var open = offset
    if byte(open) == UInt8(ascii: "\\") { return hideNested(open) ? .some(nil) : nil }
    if Self.prefixes.contains(byte(open)), byte(open + 1) == UInt8(ascii: "'") { open += 1 }
    if byte(open).foldedASCII == UInt8(ascii: "u"), byte(open + 1) == UInt8(ascii: "&"),
      byte(open + 2) == UInt8(ascii: "'")
    {
      open += 2
    }
    switch byte(open) {
    case UInt8(ascii: "'"):
      let run = quotes(open)
      if run.isMultiple(of: 2) { return isValueEnd(open + run) || hideNested(open) ? .some(nil) : nil }
      return hide(lexer.string(open, quote: open, as: .string), open + 1, closing: 1)
    case UInt8(ascii: "\""): return hide(lexer.quotedIdentifier(open), open + 1, closing: 1)
    case UInt8(ascii: "$"):
      let token = lexer.dollar(open)
      guard token.kind == .dollarString || token.kind == .unterminatedDollar else { return nil }
      let tag = (bytes[(open + 1)...].firstIndex(of: UInt8(ascii: "$")) ?? open) - open + 1
      return hide(token, open + tag, closing: token.kind == .dollarString ? tag : 0)
    default: return nil
    }
  }

  private mutating func hide(_ token: Token, _ start: Int, closing: Int) -> Int {
    let isClosed = token.kind != .unterminatedString && token.kind != .unterminatedIdentifier
    let end = isClosed ? token.end - closing : token.end
    if start < end { found.append(start..<end) }
    return token.end
  }

  /// How many quotes stand here.
  private func quotes(_ offset: Int) -> Int {
    var end = offset
    while byte(end) == UInt8(ascii: "'") { end += 1 }
    return end - offset
  }

  private func isValueEnd(_ offset: Int) -> Bool {
    offset >= bytes.count || bytes[offset].isBlank
      || [UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: ")")].contains(bytes[offset])
  }

  /// A literal within a literal: its quotes are doubled or behind backslashes.
  private mutating func hideNested(_ offset: Int) -> Bool {
    let isEscaped = byte(offset) == UInt8(ascii: "\\")
    guard !isEscaped || byte(offset + 1) == UInt8(ascii: "'") else { return false }
    let start = offset + (isEscaped ? 2 : quotes(offset))
    var index = start
    while index < bytes.count {
      if isEscaped, byte(index) == UInt8(ascii: "\\"), byte(index + 1) == UInt8(ascii: "'") { break }
      if byte(index) == UInt8(ascii: "'") {
        let run = quotes(index)
        if isEscaped || (run / 2) % 2 == 1 || run == 1 { break }
        index += run
      } else {
        index += byte(index) == UInt8(ascii: "\\") && !isEscaped ? 2 : 1
      }
    }
    let end = min(index, bytes.count)
    if start < end { found.append(start..<end) }
    return true
  }

  /// Literals that go on with the one before.
  private mutating func hideContinuation(from end: Int) {
    var index = end
    while index < bytes.count {
      var next = lexer.skipBlanks(index)
      while byte(next) == UInt8(ascii: "|") || byte(next) == UInt8(ascii: "+") { next = lexer.skipBlanks(next + 1) }
      guard byte(next) == UInt8(ascii: "'") || next > index && byte(next + 1) == UInt8(ascii: "'"),
        let literal = hideLiteral(next), let end = literal, end > index
      else { return }
      index = end
    }
  }

  /// A value without quotes, where there may be one: `key=value` anywhere, else in a statement that takes secrets.
  private mutating func hideBare(_ start: Int, isAssigned: Bool) {
    guard isAssigned || takesSecrets else { return }
    var end = start
    while end < bytes.count, !isValueEnd(end), byte(end) != UInt8(ascii: "'"), byte(end) != UInt8(ascii: "\"") {
      end += 1
    }
    // `VALID UNTIL`, `VARCHAR`, `${AWS.KEY}` and `<access-key-id>` are none.
    let first = byte(start)
    if first == UInt8(ascii: "$") && byte(start + 1) == UInt8(ascii: "{") { return }
    if first == UInt8(ascii: "<") && byte(end - 1) == UInt8(ascii: ">") { return }
    let token = lexer.token(at: start)
    if !isAssigned, token.kind == .word, token.end == end, token.keyword != .unlisted { return }
    if start < end { found.append(start..<end) }
  }
}
