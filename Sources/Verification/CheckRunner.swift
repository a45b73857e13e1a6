import ObjectStore
import SQLTypes
import Scheduling
import Sessions

/// Runs checks of either kind.
package struct CheckRunner: Sendable {
  private let pool: WorkerPool
  private let s3Root: String?
  private let settings: ConfigFile?
  private let updates: Bool

  /// `settings` override what folders' own `dwh.cfg` say; `updates`: accept the tables of folders as they are.
  package init(pool: WorkerPool, s3Root: String?, settings: ConfigFile? = nil, updates: Bool = false) {
    self.pool = pool
    self.s3Root = s3Root
    self.settings = settings
    self.updates = updates
  }

  /// Errors: 58030 for a check that cannot be read.
  package func run(_ check: Check) throws(SQLError) -> CheckReport {
    let clock = ContinuousClock()
    let start = clock.now
    var report: CheckReport
    switch check {
    case .script(let path):
      let runner = ScriptRunner(pool: pool, storage: ObjectStorage(s3Root: s3Root, cancellation: pool.cancellation))
      report = runner.run(try LocalFolder.text(of: path), name: path)
    case .folder(let path):
      report = try FolderCheck(path, pool: pool, s3Root: s3Root, settings: settings, updates: updates).run()
    }
    let spent = start.duration(to: clock.now).components
    report.seconds = Double(spent.seconds) + Double(spent.attoseconds) * 1e-18
    return report
  }
}
