import Catalogs
import ObjectStore
import SQLTypes
import Scheduling
import Sessions

/// Checks a folder: `given/` is the S3 root of its `*.sql`, `expect/TABLE.csv` what the tables then hold, in any order.
struct FolderCheck {
  private let path: String
  private let updates: Bool
  private let pool: WorkerPool
  private let s3Root: String?
  private let settings: ConfigFile?

  init(_ path: String, pool: WorkerPool, s3Root: String?, settings: ConfigFile?, updates: Bool) {
    self.path = path
    self.pool = pool
    self.s3Root = s3Root
    self.settings = settings
    self.updates = updates
  }

  func run() throws(SQLError) -> CheckReport {
    var report = CheckReport(name: path)
    let pipeline = try Pipeline(paths: [path], settings: settings)
    let given = LocalFolder.kind(of: "\(path)/given") == .folder ? "\(path)/given" : pipeline.s3Root ?? s3Root
    let session = Session(
      database: Database(), pool: pool, storage: ObjectStorage(s3Root: given, cancellation: pool.cancellation))
    defer { session.close() }
    let failures = PipelineRunner(pipeline, in: session, keepsGoing: false).run { statement in
      guard case .failure(let failure) = statement.outcome else { return }
      report.failures.append(
        CheckFailure(line: nil, message: "\(statement.path):\(statement.line): \(failure.error)"))
    }
    guard failures == 0 else { return report }
    for name in try expectedTables(session) { try compare(name, session, &report) }
    return report
  }

  /// The tables that have a file; where there is none yet, `--update` writes one for each table there is.
  private func expectedTables(_ session: Session) throws(SQLError) -> [String] {
    let isFolder = LocalFolder.kind(of: "\(path)/expect") == .folder
    let files = isFolder ? try LocalFolder.names(in: "\(path)/expect").filter { $0.hasSuffix(".csv") } : []
    if files.isEmpty && updates {
      try LocalFolder.make("\(path)/expect")
      let tables = session.connected.catalog.allTables.map(\.definition).filter { !$0.isMaterialized }
      return tables.map(\.name).filter { $0.schema == "public" }.map(\.name)
    }
    guard !files.isEmpty else {
      throw SQLError(
        .ioError, "\"\(path)\" has no expect/TABLE.csv",
        hint: "There is one for each table to be compared; --update writes them.")
    }
    return files.map { String($0.dropLast(4)) }
  }

  /// A file's name as SQL writes a table's: each part in quotes.
  private static func quoted(_ name: String) -> String {
    name.split(separator: ".").map { "\"\($0)\"" }.joined(separator: ".")
  }

  private func compare(_ name: String, _ session: Session, _ report: inout CheckReport) throws(SQLError) {
    let file = "\(path)/expect/\(name).csv"
    let result: StatementResult
    do {
      result = try session.execute("SELECT * FROM \(Self.quoted(name))")
    } catch {
      report.failures.append(
        CheckFailure(line: nil, message: "\(file): \(StatementFailure(of: error).error)"))
      return
    }
    let actual = TableText(result)
    if updates { try LocalFolder.write(actual.csv, to: file) }
    let expected = try TableText(parsing: LocalFolder.text(of: file), name: file).spelled(like: result)
    if let difference = TableDifference(expected: expected, actual: actual).text {
      report.failures.append(CheckFailure(line: nil, message: "\(file): \(difference)"))
    } else {
      report.passed += 1
    }
  }
}
