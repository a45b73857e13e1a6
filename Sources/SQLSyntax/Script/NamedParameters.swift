/// `:name` in a statement, which Redshift's Data API has where the wire has `$1`.
///
/// ```
/// SELECT * FROM t WHERE a = :id AND b::int = :id AND c = ':no'      … a = $1 AND b::int = $1 AND c = ':no'     [id]
/// ```
package struct NamedParameters: Sendable {
  /// The statement with `$n` in their place.
  package private(set) var text: String
  /// In the order in which they first stand; the first is `$1`.
  package private(set) var names: [String] = []

  package init(_ statement: String) {
    let lexer = Lexer(statement)
    var bytes: [UInt8] = []
    var copied = 0
    var token = lexer.token(at: 0)
    while token.kind != .end {
      let next = lexer.token(at: token.end)
      if token.kind == .colon, next.kind == .word, next.start == token.end {
        let name = lexer.source(next.start, next.end)
        let index = names.firstIndex(of: name) ?? names.count
        if index == names.count { names.append(name) }
        bytes += lexer.bytes[copied..<token.start] + Array("$\(index + 1)".utf8)
        copied = next.end
        token = lexer.token(at: next.end)
      } else {
        token = next
      }
    }
    bytes += lexer.bytes[copied...]
    text = String(decoding: bytes, as: UTF8.self)
  }
}
