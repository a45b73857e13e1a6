import Synchronization

/// What a database remembers of its loads and unloads, outside every transaction: a failed COPY leaves its errors here.
package final class LoadHistory: Sendable {
  private let errors = Mutex<[LoadError]>([])
  private let commits = Mutex<[LoadCommit]>([])
  private let repairs = Mutex<[LoadReplacement]>([])
  private let runs = Mutex<[LoadRun]>([])
  private let unloads = Mutex<[UnloadRun]>([])
  private let unloadedFiles = Mutex<[UnloadCommit]>([])

  package init() {}

  package var loadErrors: [LoadError] { errors.withLock { $0 } }
  package var loadCommits: [LoadCommit] { commits.withLock { $0 } }
  package var loadReplacements: [LoadReplacement] { repairs.withLock { $0 } }
  package var loadRuns: [LoadRun] { runs.withLock { $0 } }
  package var unloadRuns: [UnloadRun] { unloads.withLock { $0 } }
  package var unloadCommits: [UnloadCommit] { unloadedFiles.withLock { $0 } }

  package func record(_ more: [LoadError]) { errors.withLock { $0 += more } }
  package func record(_ more: [LoadCommit]) { commits.withLock { $0 += more } }
  package func record(_ more: [LoadReplacement]) { repairs.withLock { $0 += more } }
  package func record(_ run: LoadRun) { runs.withLock { $0.append(run) } }
  package func record(_ run: UnloadRun) { unloads.withLock { $0.append(run) } }
  package func record(_ more: [UnloadCommit]) { unloadedFiles.withLock { $0 += more } }
}
