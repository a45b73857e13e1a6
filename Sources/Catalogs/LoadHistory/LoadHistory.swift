/// What a database remembers of its loads and unloads, outside every transaction: a failed COPY leaves its errors here.
///
/// Of each kind the latest 100,000 rows, so that a database that runs for weeks does not grow by being used.
package final class LoadHistory: Sendable {
  private let errors = LoadErrorHistory()
  private let commits = BoundedHistory<LoadCommit>()
  private let repairs = BoundedHistory<LoadReplacement>()
  private let runs = BoundedHistory<LoadRun>()
  private let unloads = BoundedHistory<UnloadRun>()
  private let unloadedFiles = BoundedHistory<UnloadCommit>()

  package init() {}

  package var loadErrors: [LoadError] { errors.rows }
  package var loadCommits: [LoadCommit] { commits.rows }
  package var loadReplacements: [LoadReplacement] { repairs.rows }
  package var loadRuns: [LoadRun] { runs.rows }
  package var unloadRuns: [UnloadRun] { unloads.rows }
  package var unloadCommits: [UnloadCommit] { unloadedFiles.rows }

  package func record(_ more: LoadErrors) { errors.record(more) }
  package func record(_ more: [LoadCommit]) { commits.record(more) }
  package func record(_ more: [LoadReplacement]) { repairs.record(more) }
  package func record(_ run: LoadRun) { runs.record(run) }
  package func record(_ run: UnloadRun) { unloads.record(run) }
  package func record(_ more: [UnloadCommit]) { unloadedFiles.record(more) }
}
