import Console
import Sessions
import System

/// `--profile`: what each operator of each statement did, below its result, on standard error.
enum ProfileOption {
  static let option = Option(
    name: "profile", summary: "tell after each statement what its operators did: rows, batches, time, memory")

  /// The session, which profiles where that is asked.
  static func profiling(_ session: Session, _ arguments: Arguments) -> Session {
    session.isProfiling = arguments.has("profile")
    return session
  }

  static func show(_ result: StatementResult) {
    guard !result.profile.isEmpty else { return }
    StandardStream.error.write(TerminalText.block(result.profile.joined(separator: "\n") + "\n"))
  }
}
