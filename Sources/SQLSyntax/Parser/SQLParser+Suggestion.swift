import SQLTypes

/// What a misspelt keyword may have meant. The word at fault is seldom the one where the reading stops: `FORM` in
/// `SELECT a FORM t` is taken for a name, and `t` is one too many. So the word before it is looked at as well.
extension SQLParser {
  private static let starts: [Keyword] = [
    .select, .with, .insert, .update, .delete, .create, .alter, .drop, .truncate, .copy, .unload, .explain, .set,
    .reset,
    .show, .begin, .start, .commit, .rollback, .analyze, .vacuum, .grant, .revoke, .comment, .lock,
  ]
  private static let inner: [Keyword] = [
    .from, .where, .group, .order, .having, .limit, .offset, .union, .intersect, .except, .join, .inner, .left, .right,
    .cross, .values, .into, .set, .table, .distinct, .between, .default, .primary, .references, .distkey, .sortkey,
    .diststyle, .encode, .credentials, .partition, .using, .case, .when, .then, .else,
  ]
  private static let shortest = 3

  /// `Perhaps you meant "FROM".`; nil where nothing is near.
  func suggestion() -> String? {
    let before = tokensBefore(2)
    guard let last = before.last else { return nearest(to: token, Self.starts) }
    if let hint = nearest(to: token, Self.inner) ?? nearest(to: last, before.count == 1 ? Self.starts : Self.inner) {
      return hint
    }
    return nil
  }

  private func nearest(to token: Token, _ keywords: [Keyword]) -> String? {
    guard token.kind == .word, token.keyword == .unlisted, token.end - token.start >= Self.shortest,
      let nearest = EditDistance.nearest(to: lexer.source(token.start, token.end), among: keywords.map(\.rawValue))
    else { return nil }
    return "Perhaps you meant \"\(nearest.uppercased())\"."
  }

  /// The last tokens before the current one.
  private func tokensBefore(_ count: Int) -> [Token] {
    var found: [Token] = []
    var next = lexer.token(at: 0)
    while next.start < token.start, next.kind != .end {
      found.append(next)
      if found.count > count { found.removeFirst() }
      next = lexer.token(at: next.end)
    }
    return found
  }
}
