import SQLSyntax
import SQLTypes

/// One statement of a pipeline, run: where it stands, and how it went.
package struct StatementReport: Sendable {
  /// Counted from 1 over all scripts.
  package var number: Int
  package var path: String
  package var line: Int
  package var text: String
  package var outcome: Result<StatementResult, StatementFailure>
  package var duration: Duration
}

/// Runs the statements of a pipeline in a session, one after the other.
package struct PipelineRunner {
  private let session: any StatementExecutor
  private let pipeline: Pipeline
  private let statements: [(script: Pipeline.Script, statement: ScriptStatement)]
  private let keepsGoing: Bool

  package init(_ pipeline: Pipeline, in session: any StatementExecutor, keepsGoing: Bool) {
    self.pipeline = pipeline
    statements = pipeline.statements
    self.session = session
    self.keepsGoing = keepsGoing
  }

  /// The scripts that hold no statement.
  package var emptyScripts: [String] {
    pipeline.scripts.map(\.path).filter { path in !statements.contains { $0.script.path == path } }
  }

  /// Which statements are the last that may change a table.
  package var lastChanges: LastChanges { LastChanges(statements.map(\.statement.text)) }

  /// Tells `observe` of each statement; stops at the first that fails unless it is to keep going. Gives the number of
  /// failures.
  package func run(_ observe: (StatementReport) throws -> Void) rethrows -> Int {
    let clock = ContinuousClock()
    var failures = 0
    for (place, (script, statement)) in statements.enumerated() {
      session.scriptFolder = script.folder
      let start = clock.now
      let outcome = execute(statement.text)
      try observe(
        StatementReport(
          number: place + 1, path: script.path, line: statement.line, text: statement.text, outcome: outcome,
          duration: start.duration(to: clock.now)))
      guard case .failure = outcome else { continue }
      failures += 1
      if !keepsGoing { break }
    }
    return failures
  }

  /// A statement's text as it was run; as it stands there, where a placeholder has no value.
  package func filled(_ text: String) -> String {
    pipeline.hasPlaceholders ? (try? Placeholders.fill(text, from: pipeline.config)) ?? text : text
  }

  private func execute(_ text: String) -> Result<StatementResult, StatementFailure> {
    do {
      guard pipeline.hasPlaceholders else { return .success(try session.execute(text)) }
      return .success(try session.execute(try Placeholders.filled(text, from: pipeline.config)))
    } catch {
      return .failure(StatementFailure(of: error))
    }
  }
}
