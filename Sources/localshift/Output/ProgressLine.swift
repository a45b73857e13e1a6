import Catalogs
import Console
import Scheduling
import Synchronization
import System

/// A line about a COPY that takes long, on a terminal: how much of its input is loaded. It is wiped away when the COPY
/// ends.
final class ProgressLine: Sendable {
  private struct State {
    var isDone = false
    var isShown = false
  }

  private let state = Mutex(State())
  private let start = ContinuousClock.now

  /// Whether there is a terminal that shows it.
  static var isPossible: Bool { StandardStream.error.isTerminal && Environment["TERM"] != "dumb" }

  /// Does the work; meanwhile `look` is asked, by a thread of its own, how far it is.
  static func show<Result>(_ look: @escaping @Sendable () -> LoadRun?, during work: () throws -> Result) rethrows
    -> Result
  {
    let line = ProgressLine()
    _ = ServiceThread.start { line.follow(look) }
    defer { line.end() }
    return try work()
  }

  private func follow(_ look: () -> LoadRun?) {
    while !sleep() {
      guard start.duration(to: .now) > Self.patience, let run = look() else { continue }
      let text = Self.text(run, start.duration(to: .now))
      state.withLock { state in
        guard !state.isDone else { return }
        state.isShown = true
        StandardStream.error.write("\r\(TerminalText.line(text))\u{1B}[K")
      }
    }
  }

  private func end() {
    state.withLock { state in
      state.isDone = true
      if state.isShown { StandardStream.error.write("\r\u{1B}[K") }
    }
  }

  /// True when the work is done.
  private func sleep() -> Bool {
    for _ in 0..<5 {
      WallClock.sleep(milliseconds: 50)
      if state.withLock({ $0.isDone }) { return true }
    }
    return false
  }

  /// A COPY that is through before has no line.
  private static let patience = Duration.seconds(1)

  static func text(_ run: LoadRun, _ duration: Duration) -> String {
    let percent = run.fileBytes == 0 ? 100 : run.scannedBytes * 100 / run.fileBytes
    let table = run.table.isEmpty ? "" : " \(run.table)"
    return "COPY\(table): \(percent) % of \(size(run.fileBytes)), \(StatementLine.grouped(run.rows)) rows, "
      + "\(duration.components.seconds) s"
  }

  private static func size(_ bytes: Int) -> String {
    let units = ["bytes", "KB", "MB", "GB", "TB"]
    var (number, unit) = (Double(bytes), 0)
    while number >= 1000, unit < units.count - 1 { (number, unit) = (number / 1000, unit + 1) }
    let tenths = Int((number * 10).rounded())
    return unit == 0 || tenths >= 100 ? "\(tenths / 10) \(units[unit])" : "\(tenths / 10).\(tenths % 10) \(units[unit])"
  }
}
