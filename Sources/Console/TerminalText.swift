/// Text for people, in which nothing is left that a terminal would obey or that would hide what stands there: control
/// characters of ASCII and of C1, line separators, and those that change the direction of writing.
package enum TerminalText {
  /// Of several lines: line ends and tabs stay, all others are dots.
  package static func block(_ text: String) -> String {
    replace(text) { scalar in scalar == "\n" || scalar == "\t" ? String(scalar) : "." }
  }

  /// Of one line, such as a name or a cell: line ends and tabs are seen as `\n`, `\r`, `\t`.
  package static func line(_ text: String) -> String {
    replace(text) { scalar in
      switch scalar {
      case "\n": "\\n"
      case "\r": "\\r"
      case "\t": "\\t"
      default: "."
      }
    }
  }

  private static func replace(_ text: String, _ spell: (Unicode.Scalar) -> String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      if isControl(scalar) { shown += spell(scalar) } else { shown.unicodeScalars.append(scalar) }
    }
    return shown
  }

  package static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
