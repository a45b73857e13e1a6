import Console
import System

/// Asks for a password on the terminal the process was started from, whatever its standard streams are, and shows none
/// of it.
enum PasswordPrompt {
  /// nil where there is no terminal, and for an answer that a signal broke off.
  static func ask(_ question: String) -> String? {
    guard let terminal = TerminalCalls.openControllingTerminal() else { return nil }
    defer { SystemCalls.closeFile(terminal) }
    guard let settings = TerminalCalls.hideTyping(terminal) else { return nil }
    defer { TerminalCalls.restore(terminal, settings) }
    try? SystemCalls.writeAll(terminal, TerminalText.line(question))
    let answer = StandardStream.readLine(from: terminal)
    try? SystemCalls.writeAll(terminal, "\n")
    return answer
  }
}
