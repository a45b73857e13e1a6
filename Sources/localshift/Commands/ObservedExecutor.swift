import Catalogs
import SQLTypes
import Sessions

/// Runs statements as another does, with a line about each COPY that takes long.
final class ObservedExecutor: StatementExecutor {
  private let executor: any StatementExecutor

  private init(_ executor: any StatementExecutor) { self.executor = executor }

  /// The executor itself where there is no terminal to show a line, or nobody wants one.
  static func observing(_ executor: any StatementExecutor, _ context: CommandContext) -> any StatementExecutor {
    ProgressLine.isPossible && !context.isQuiet ? ObservedExecutor(executor) : executor
  }

  var textStyle: TextStyle { executor.textStyle }
  var isInTransaction: Bool { executor.isInTransaction }
  var scriptFolder: String? {
    get { executor.scriptFolder }
    set { executor.scriptFolder = newValue }
  }

  func close() { executor.close() }

  func execute(_ text: String, into sink: any ResultSink) throws -> StatementResult {
    guard text.prefix(5).uppercased() == "COPY ", let look = executor.makeLoadObserver() else {
      return try executor.execute(text, into: sink)
    }
    return try ProgressLine.show(look) { try executor.execute(text, into: sink) }
  }

  func makeLoadObserver() -> (@Sendable () -> LoadRun?)? { executor.makeLoadObserver() }
}
