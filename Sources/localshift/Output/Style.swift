import System

/// Colours, where they are wanted: `--color`, a terminal, NO_COLOR and TERM decide.
struct Style {
  let isColored: Bool

  init(_ when: String) {
    switch when {
    case "always": isColored = true
    case "never": isColored = false
    default:
      let refused = !(Environment["NO_COLOR"] ?? "").isEmpty || Environment["TERM"] == "dumb"
      isColored = !refused && StandardStream.output.isTerminal && StandardStream.error.isTerminal
    }
  }

  func red(_ text: String) -> String { wrapped(text, "31") }
  func green(_ text: String) -> String { wrapped(text, "32") }
  func faint(_ text: String) -> String { wrapped(text, "2") }
  func bold(_ text: String) -> String { wrapped(text, "1") }

  private func wrapped(_ text: String, _ code: String) -> String {
    isColored ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
  }
}
