import Catalogs
import ObjectStore
import Scheduling
import Sessions
import TestSupport
import Testing
import Verification

/// Keys, passwords and tokens of a statement are in nothing that a session, the runner of scripts or a report says.
@Suite struct SecretTests {
  @Test func plantedSecretsAreNotInErrors() {
    var random = SeededGenerator()
    let pool = WorkerPool(threads: 1)
    for _ in 0..<LongRun.count(600, long: 50_000) {
      let (text, secret) = PlantedSecret.statement(&random)
      let session = Session(database: Database(), pool: pool, storage: ObjectStorage(s3Root: "/nonexistent"))
      for said in [
        run { try session.execute(text) }, run { try session.prepare(text).parameterTypes },
        run { try session.inspect(copy: text, limits: .all) },
        run { try session.inspect(location: text, jsonPaths: nil, table: nil, limits: .all) },
      ] {
        #expect(!said.contains(secret), "\(text)\n\(said)")
      }
      for table in ["stl_load_errors", "sys_load_history", "sys_unload_history", "stl_unload_log"] {
        let rows = run { try session.execute("SELECT * FROM \(table)").batches }
        #expect(!rows.contains(secret), "\(text)\n\(table)")
      }
      session.close()
    }
  }

  @Test func plantedSecretsAreNotInReports() throws {
    var random = SeededGenerator()
    let folder = try TemporaryFolder()
    for _ in 0..<LongRun.count(100, long: 5_000) {
      let (text, secret) = PlantedSecret.statement(&random)
      let oneLine = text.split(separator: "\n", omittingEmptySubsequences: true).joined(separator: "\n")
      try folder.write(
        "a.slt", "statement ok\n\(oneLine)\n\nquery I\n\(oneLine)\n----\n1\n\nstatement error 99999\n\(oneLine)\n")
      let report = try CheckRunner(pool: WorkerPool(threads: 1), s3Root: folder.path).run(
        .script(folder.path + "/a.slt"))
      #expect(!report.failures.contains { $0.message.contains(secret) }, "\(text)")
      #expect(!JUnitReport.text([report]).contains(secret), "\(text)")
    }
  }

  private func run(_ work: () throws -> some Any) -> String {
    do { return "\(try work())" } catch { return "\(error)" }
  }
}
