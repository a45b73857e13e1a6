/// Base64 with padding (RFC 4648, part 4).
package enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  package static func text(_ bytes: [UInt8]) -> String {
    var answer: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let padded = Array(group) + [UInt8](repeating: 0, count: 3 - group.count)
      let bits = padded.reduce(0) { $0 << 8 | Int($1) }
      for index in 0..<4 {
        answer.append(index <= group.count ? alphabet[bits >> (18 - index * 6) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: answer, as: UTF8.self)
  }

  /// The bytes of a text; nil for what is not Base64, or not padded.
  package static func bytes(_ text: some StringProtocol) -> [UInt8]? {
    let letters = Array(text.utf8)
    let padding = letters.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    guard letters.count % 4 == 0, padding <= 2 else { return nil }
    var answer: [UInt8] = []
    var bits = 0
    for (place, letter) in letters.dropLast(padding).enumerated() {
      guard let value = alphabet.firstIndex(of: letter) else { return nil }
      bits = (bits << 6 | value) & 0xffff
      if place % 4 > 0 { answer.append(UInt8(truncatingIfNeeded: bits >> (6 - place % 4 * 2))) }
    }
    return answer
  }
}
