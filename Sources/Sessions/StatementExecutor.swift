import Catalogs
import SQLTypes

/// What runs SQL statements one after the other: a `Session` in this process, or one that a server keeps.
package protocol StatementExecutor: AnyObject {
  /// Runs one statement and hands its rows to `sink`. Throws `StatementFailure`.
  func execute(_ text: String, into sink: any ResultSink) throws -> StatementResult

  /// How the values of the next result are written.
  var textStyle: TextStyle { get }

  /// Between BEGIN and COMMIT or ROLLBACK.
  var isInTransaction: Bool { get }

  /// The folder of the running script, for paths in its statements that this process opens.
  var scriptFolder: String? { get set }

  /// What tells, from any thread, how far the COPY is that runs meanwhile; nil where nothing can.
  func makeLoadObserver() -> (@Sendable () -> LoadRun?)?

  func close()
}

extension StatementExecutor {
  /// Runs one statement and keeps its rows. Throws `StatementFailure`.
  package func execute(_ text: String) throws -> StatementResult {
    let sink = CollectingSink()
    var result = try execute(text, into: sink)
    result.batches = sink.batches
    return result
  }

  /// Runs a text whose placeholders were filled in: places are those of the text with placeholders. Throws
  /// `StatementFailure`.
  package func execute(_ filled: FilledText, into sink: any ResultSink) throws -> StatementResult {
    do { return try execute(filled.text, into: sink) } catch {
      var failure = StatementFailure(of: error)
      failure.error.position = failure.error.position.map(filled.writtenPosition)
      throw failure
    }
  }

  /// The same, and keeps its rows.
  package func execute(_ filled: FilledText) throws -> StatementResult {
    let sink = CollectingSink()
    var result = try execute(filled, into: sink)
    result.batches = sink.batches
    return result
  }
}

extension Session: StatementExecutor {
  package var textStyle: TextStyle { settings.textStyle }

  package func makeLoadObserver() -> (@Sendable () -> LoadRun?)? { { [entry] in entry.load } }
}
