/// Where keys, passwords and tokens stand in SQL text, so that nothing that is shown holds them.
///
/// The text may be anything: a whole statement, half of one, a script whose quotes went wrong, a message that quotes
/// one. So the parser is not asked. Every word that introduces a secret is looked for, wherever it stands, and what
/// follows it is hidden, character by character, so that places in the text stay what they are:
///
///     COPY t FROM 's3://b/k' CREDENTIALS /* mine */ AS 'aws_access_key_id=AKIA…'
///                                                      '************************'
///     UNLOAD ('… PASSWORD ''x''') TO …    ''*''        a literal within a literal
///     aws_secret_access_key=wJalr;…       ***** up to the semicolon, the blank or the quote
///     COPY t FROM 's3://b SECRET_ACCESS_KEY 'wJalr'    a quote is missing: all the same
///     SELECT 'password', a FROM t                      the quote ends the literal: there is no secret
package struct StatementSecrets: Sendable {
  private let bytes: [UInt8]
  /// Of bytes, in order; they may overlap.
  private let ranges: [Range<Int>]

  package init(of text: String) { self.init(of: Array(text.utf8)) }

  init(of bytes: [UInt8]) {
    self.bytes = bytes
    var finder = SecretFinder(bytes)
    ranges = finder.find().sorted { $0.lowerBound < $1.lowerBound }
  }

  /// The text with a `*` for each hidden character; line ends stay.
  package var maskedText: String { masked(0..<bytes.count) }

  package static func masked(_ text: String) -> String {
    let secrets = StatementSecrets(of: text)
    return secrets.ranges.isEmpty ? text : secrets.maskedText
  }

  /// The same of a part of the text, from byte to byte.
  func masked(_ part: Range<Int>) -> String {
    var shown: [UInt8] = []
    shown.reserveCapacity(part.count)
    var index = part.lowerBound
    for range in ranges where range.upperBound > index {
      guard range.lowerBound < part.upperBound else { break }
      shown += bytes[index..<max(index, range.lowerBound)]
      let end = min(range.upperBound, part.upperBound)
      shown += bytes[max(index, range.lowerBound)..<end].compactMap(Self.star)
      index = end
    }
    if index < part.upperBound { shown += bytes[index..<part.upperBound] }
    return String(decoding: shown, as: UTF8.self)
  }

  private static func star(for byte: UInt8) -> UInt8? {
    if byte == 0x0A || byte == 0x0D { return byte }
    return byte.startsCharacter ? UInt8(ascii: "*") : nil
  }

  /// A message about the statement, without those of its secrets that are long enough to be told from other words.
  package func hidden(in message: String) -> String {
    guard !ranges.isEmpty else { return message }
    return values.reduce(message) { message, secret in
      message.contains(secret) ? message.replacing(secret, with: "***") : message
    }
  }

  private static let shortest = 6

  /// The secrets as written and as the literal means them, and the parts of a CREDENTIALS string; the longest first.
  private var values: [String] {
    var values: Set<String> = []
    for range in ranges {
      let written = bytes[range]
      let meant = Lexer("").unescape(written, isExtended: true)
      for value in [Array(written), meant] {
        values.insert(String(decoding: value, as: UTF8.self))
        for part in value.split(whereSeparator: { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "'") || $0.isBlank }) {
          values.insert(String(decoding: part, as: UTF8.self))
          if let equals = part.firstIndex(of: UInt8(ascii: "=")) {
            values.insert(String(decoding: part[(equals + 1)...], as: UTF8.self))
          }
        }
      }
    }
    return values.filter { $0.utf8.count >= Self.shortest && !SecretFinder.isWord($0) }
      .sorted { $0.utf8.count > $1.utf8.count }
  }
}
