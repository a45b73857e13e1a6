/// How text stands between the quotes of a JSON string: what the different writers of the real files do.
enum JSONStyle: Int {
  /// ASCII only, `/` as it is: the song files.
  case song
  /// ASCII only, `/` as `\/`: most event lines.
  case event
  /// Characters beyond ASCII as UTF-8, `/` as `\/`: the other event lines.
  case unicodeEvent
}

/// A piece of text, spelt once in every style.
struct Phrase: Sendable {
  private let spellings: [[UInt8]]

  init(_ text: String) {
    spellings = [
      Self.spell(text, asciiOnly: true, escapesSlash: false),
      Self.spell(text, asciiOnly: true, escapesSlash: true),
      Self.spell(text, asciiOnly: false, escapesSlash: true),
    ]
  }

  func bytes(_ style: JSONStyle) -> [UInt8] { spellings[style.rawValue] }

  private static func spell(_ text: String, asciiOnly: Bool, escapesSlash: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": bytes += [0x5c, UInt8(ascii: scalar)]
      case "/" where escapesSlash: bytes += [0x5c, 0x2f]
      case _ where scalar.isASCII || !asciiOnly: bytes += Array(String(scalar).utf8)
      default: for unit in String(scalar).utf16 { bytes += hexEscape(unit) }
      }
    }
    return bytes
  }

  /// `\u00e9`; a character beyond the basic plane is two of these.
  private static func hexEscape(_ unit: UInt16) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return Array("\\u".utf8) + [12, 8, 4, 0].map { digits[Int(unit >> $0 & 15)] }
  }
}
