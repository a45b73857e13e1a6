/// Texts of ROW FORMAT, SERDEPROPERTIES and TABLE PROPERTIES, whose escapes are resolved here.
package enum HiveText {
  /// `\t`, `\007`, `\\`, `\"`; any other backslash stays, as that of `\N` does. `\A` alone is the start of heading, as
  /// the documentation writes it.
  package static func resolved(_ text: String) -> String {
    if text == "\\A" { return "\u{1}" }
    var (result, rest) = ("", Substring(text))
    while let character = rest.popFirst() {
      result += character == "\\" ? escape(&rest) : String(character)
    }
    return result
  }

  private static func escape(_ rest: inout Substring) -> String {
    let octal = rest.prefix(3).prefix { ("0"..."7").contains($0) }
    if !octal.isEmpty, let code = UInt8(octal, radix: 8), code < 0x80 {
      rest = rest.dropFirst(octal.count)
      return String(UnicodeScalar(code))
    }
    guard let next = rest.first, let meant = meanings[next] else { return "\\" }
    rest = rest.dropFirst()
    return meant
  }

  private static let meanings: [Character: String] = [
    "t": "\t", "n": "\n", "r": "\r", "b": "\u{8}", "f": "\u{c}", "\\": "\\", "\"": "\"", "'": "'",
  ]
}
