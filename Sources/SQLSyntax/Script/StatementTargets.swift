/// The tables that a statement may change, told from its first words before it is run.
///
///     INSERT INTO s.t SELECT … FROM u     t
///     DROP TABLE a, b CASCADE             every name in it
///     SELECT …, CREATE TABLE …            none that is there already
///     COPY …, UNLOAD …                    any: they look at files, among which none must be that an export has begun
///     what is no SQL                      any
package enum StatementTargets: Hashable, Sendable {
  /// Names without their schemas, in lower case.
  case tables([String])
  case any

  package init(of statement: String) {
    var words = Words(Lexer(statement))
    let first = words.next()
    guard first.kind == .word else {
      self = .any
      return
    }
    switch first.keyword {
    case .insert, .merge: self = words.target(behind: .into)
    case .update: self = words.target()
    case .delete: self = words.target(behind: .from)
    case .truncate: self = words.target(behind: .table)
    case .drop, .alter: self = .tables(words.names())
    case .select, .with, .explain, .create, .comment, .grant, .revoke, .analyze, .vacuum, .set, .reset, .show,
      .begin, .start, .commit, .end, .rollback, .abort:
      self = .tables([])
    default: self = .any
    }
  }
}

/// The tokens of a statement, one after the other.
private struct Words {
  private let lexer: Lexer
  private var offset = 0

  init(_ lexer: Lexer) { self.lexer = lexer }

  mutating func next() -> Token {
    let token = lexer.token(at: offset)
    offset = token.end
    return token
  }

  /// The table that is named here, perhaps behind a word that may be left out.
  mutating func target(behind word: Keyword? = nil) -> StatementTargets {
    var token = next()
    if let word, token.kind == .word, token.keyword == word { token = next() }
    while token.isLabel {
      guard lexer.token(at: offset).kind == .dot else { return .tables([name(token)]) }
      _ = next()
      token = next()
    }
    return .any
  }

  /// Every word of the rest.
  mutating func names() -> [String] {
    var names: [String] = []
    while true {
      let token = next()
      if token.kind == .end { return names }
      if token.isLabel { names.append(name(token)) }
    }
  }

  private func name(_ token: Token) -> String { lexer.name(token, keepsQuotedCase: false) }
}
