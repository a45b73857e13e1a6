import System

/// Reads lines from a terminal, with editing, history and completion. The terminal is changed only while a line is
/// read.
package final class LineReader {
  package enum Answer: Hashable, Sendable {
    case line(String)
    /// Ctrl-C.
    case interrupted
    /// Ctrl-D, or the terminal is gone.
    case ended
  }

  private let input: Int32
  private let output: Int32
  private var decoder = KeyDecoder()
  private var painter = LinePainter()
  /// Names for what stands before the cursor.
  package var complete: (String) -> Completion? = { _ in nil }
  /// Whether a signal has come.
  package var isStopped: () -> Bool = { false }

  /// nil where the standard streams are no terminal that lines can be edited on.
  package init?(environment: (String) -> String?) {
    guard StandardStream.input.isTerminal, environment("TERM") != "dumb" else { return nil }
    guard let output = [StandardStream.error, .output].first(where: \.isTerminal) else { return nil }
    (input, self.output) = (StandardStream.input.rawValue, output.rawValue)
  }

  /// One line, without its end. `continuation` is the prompt of further lines within it.
  package func read(prompt: String, continuation: String, history: [String]) -> Answer {
    guard let settings = TerminalCalls.beginRawInput(input) else { return .ended }
    write(Self.beginPaste)
    defer {
      write(Self.endPaste)
      TerminalCalls.restore(input, settings)
    }
    var editor = LineEditor(history: history)
    var view = show(editor, prompt, continuation)
    while true {
      guard let key = nextKey() else { return leave(view, isStopped() ? .interrupted : .ended) }
      if key == .control("z") {
        suspend(settings)
      } else {
        switch editor.take(key) {
        case .changed: break
        case .accepted(let line):
          view = show(editor, prompt, continuation)
          return leave(view, .line(line))
        case .interrupted: return leave(view, .interrupted)
        case .ended: return leave(view, .ended)
        case .clearScreen:
          write("\u{1B}[H\u{1B}[2J")
          painter.forget()
        case .completionWanted: completeWord(in: &editor, below: view)
        }
      }
      // What was pasted or typed ahead is shown once, when all of it is there.
      if !decoder.isPending { view = show(editor, prompt, continuation) }
    }
  }

  private static let beginPaste = "\u{1B}[?2004h"
  private static let endPaste = "\u{1B}[?2004l"

  private func write(_ text: String) { try? SystemCalls.writeAll(output, text) }

  private func show(_ editor: LineEditor, _ prompt: String, _ continuation: String) -> LineView {
    let width = TerminalCalls.size(output)?.columns ?? 80
    let view = LineView(prompt: prompt, continuation: continuation, editor: editor, width: width)
    write(painter.text(view))
    return view
  }

  private func leave(_ view: LineView, _ answer: Answer) -> Answer {
    write(painter.leave(view))
    return answer
  }

  /// Stops the process as Ctrl-Z does; the line is there again when it goes on.
  private func suspend(_ settings: TerminalCalls.Settings) {
    write(Self.endPaste + "\r\n")
    TerminalCalls.restore(input, settings)
    TerminalCalls.stopProcess()
    _ = TerminalCalls.beginRawInput(input)
    write(Self.beginPaste)
    painter.forget()
  }

  /// nil at the end, and when a signal came.
  private func nextKey() -> Key? {
    while true {
      if let key = decoder.next() { return key }
      if decoder.isPending, !TerminalCalls.waitToRead(input, milliseconds: Self.escapeTime) {
        if let key = decoder.next(isFinal: true) { return key }
        if decoder.isPending { continue }
      }
      guard TerminalCalls.waitToRead(input, milliseconds: -1) else {
        if isStopped() { return nil }
        continue
      }
      guard let bytes = StandardStream.read() else { return nil }
      decoder.append(bytes)
    }
  }

  /// Milliseconds in which the rest of a key's sequence comes.
  private static let escapeTime = 50

  private func completeWord(in editor: inout LineEditor, below view: LineView) {
    guard let completion = complete(editor.textBeforeCursor) else { return write("\u{7}") }
    let shown = editor.complete(completion)
    guard !shown.isEmpty else { return completion.candidates.isEmpty ? write("\u{7}") : () }
    write(painter.leave(view) + Self.columns(shown, width: TerminalCalls.size(output)?.columns ?? 80))
  }

  /// Names side by side; of very many the first.
  static func columns(_ names: [String], width: Int) -> String {
    let shown = names.prefix(shownNames).map { TerminalText.line($0) }
    let column = (shown.map(DisplayWidth.of).max() ?? 0) + 2
    let count = max(1, width / column)
    let rows = stride(from: 0, to: shown.count, by: count).map { start in
      shown[start..<min(start + count, shown.count)].map { DisplayWidth.padded($0, column) }.joined()
    }
    let left = names.count - shown.count
    return rows.joined(separator: "\r\n") + "\r\n" + (left > 0 ? "… and \(left) more\r\n" : "")
  }

  private static let shownNames = 100
}
