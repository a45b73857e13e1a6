import SQLTypes

/// What SYS_QUERY_HISTORY knows equal queries by. Blanks, comments and the case of words do not count; with
/// `hidesLiterals` neither do literals, so that queries that differ in them only have the same.
///
/// ```
/// SELECT * FROM t WHERE a = 1   ─►  select * from t where a = 1    ─► 11 letters of Base64 and =
///                    generic    ─►  select * from t where a = ?
/// ```
struct QueryHash {
  static let version = 1

  private var source: ArraySlice<UInt8>
  private let hidesLiterals: Bool
  private var normal: [UInt8] = []

  static func text(of query: String, hidesLiterals: Bool) -> String {
    var hash = QueryHash(source: ArraySlice(query.utf8), hidesLiterals: hidesLiterals)
    hash.normalize()
    let value = StableHash.of(String(decoding: hash.normal, as: UTF8.self))
    return Base64.text((0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) })
  }

  private init(source: ArraySlice<UInt8>, hidesLiterals: Bool) {
    self.source = source
    self.hidesLiterals = hidesLiterals
  }

  private mutating func normalize() {
    while let byte = source.first {
      switch byte {
      case UInt8(ascii: "'"): takeLiteral(quoted(byte))
      case UInt8(ascii: "\""): normal += quoted(byte)
      case UInt8(ascii: "0")...UInt8(ascii: "9"): takeLiteral(word())
      case UInt8(ascii: "-") where source.dropFirst().first == byte: skip(to: [UInt8(ascii: "\n")])
      case UInt8(ascii: "/") where source.dropFirst().first == UInt8(ascii: "*"): skip(to: Array("*/".utf8))
      case UInt8(ascii: ";"): source = source.dropFirst()
      case 0...UInt8(ascii: " "): takeBlank()
      default: takeWord()
      }
    }
    while normal.last == UInt8(ascii: " ") { normal.removeLast() }
  }

  private mutating func takeLiteral(_ text: ArraySlice<UInt8>) {
    normal += hidesLiterals ? [UInt8(ascii: "?")] : text
  }

  /// A word, or a byte that is in none.
  private mutating func takeWord() {
    let word = word()
    normal += word.map(lowercased)
    if word.isEmpty { normal.append(source.removeFirst()) }
  }

  /// However many there are, one; none at the beginning.
  private mutating func takeBlank() {
    source = source.drop { $0 <= UInt8(ascii: " ") }
    if normal.last != UInt8(ascii: " "), !normal.isEmpty { normal.append(UInt8(ascii: " ")) }
  }

  /// A name, a word or a number.
  private mutating func word() -> ArraySlice<UInt8> {
    let word = source.prefix(while: isWordByte)
    source = source.dropFirst(word.count)
    return word
  }

  /// With its quotes, doubled ones in it.
  private mutating func quoted(_ quote: UInt8) -> ArraySlice<UInt8> {
    let end = source.dropFirst().firstIndex(of: quote).map { $0 + 1 } ?? source.endIndex
    defer { source = source[end...] }
    return source[..<end]
  }

  private mutating func skip(to end: [UInt8]) {
    while !source.isEmpty, !source.starts(with: end) { source = source.dropFirst() }
    source = source.dropFirst(end.count)
    takeBlank()
  }
}

private func isWordByte(_ byte: UInt8) -> Bool {
  byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "$")
    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
}

private func lowercased(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}
