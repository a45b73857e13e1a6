import Foundation
import HTTP
import ObjectStore
import SQLTypes
import Scheduling
import Sessions
import Synchronization
import TestSupport
import Testing

/// A statement ends soon after it is called off, whatever it is doing, and leaves nothing behind.
///
/// Figures are those of a release build: `LOCALSHIFT_LONG=1 swift test -c release --filter CancellationTests` tries
/// each a hundred times and wants 95 below 100 ms and none above 500.
@Suite(.serialized) struct CancellationTests {
  #if DEBUG
    private static let rows = 60_000
  #else
    private static let rows = 2_000_000
  #endif

  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var sql: String

    init(_ name: String, _ sql: String) { (testDescription, self.sql) = (name, sql) }
  }

  private static let cases = [
    Case("scan", "SELECT sum(length(s || md5(s) || sha1(s))) FROM t"),
    Case(
      "join, build",
      "SELECT count(*) FROM u JOIN t AS x ON u.n = x.n AND u.s = x.s JOIN t ON u.s = t.s AND x.s = t.s"),
    Case("join, probe", "SELECT count(*) FROM t JOIN t AS x ON t.n = x.n"),
    Case("cross join", "SELECT count(*) FROM t, t AS x"),
    Case("cross join with a condition", "SELECT count(*) FROM t JOIN t AS x ON t.id + x.id < 0"),
    Case("outer join without keys", "SELECT count(*) FROM t LEFT JOIN u ON t.id < 0 OR u.id < 0"),
    Case("sort", "SELECT s, n FROM (SELECT s, n FROM t UNION ALL SELECT s, n FROM u) ORDER BY s, n DESC"),
    Case("group by", "SELECT s, id, count(*), max(n) FROM t GROUP BY s, id"),
    Case("distinct", "SELECT DISTINCT s, id FROM (SELECT * FROM t UNION ALL SELECT * FROM u)"),
    Case("intersect", "SELECT s, id FROM t INTERSECT SELECT s, id FROM u"),
    Case("window", "SELECT sum(n) OVER (PARTITION BY k ORDER BY s ROWS 100 PRECEDING) FROM t"),
    Case("window, one partition", "SELECT ntile(7) OVER (ORDER BY s), lag(s) OVER (ORDER BY n, s) FROM t"),
    Case("first rows", "SELECT * FROM t QUALIFY row_number() OVER (PARTITION BY s ORDER BY n) = 1"),
    Case("correlated sub-query", "SELECT count(*) FROM t WHERE n < (SELECT count(*) FROM u WHERE u.id > t.id)"),
    Case("UPDATE", "UPDATE t SET s = s || 'x', n = n + 1"),
    Case("UPDATE … FROM", "UPDATE t SET s = u.s FROM u WHERE t.id = u.n"),
    Case("DELETE", "DELETE FROM t WHERE length(md5(s)) > 3 AND mod(id, 3) > 0"),
    Case("INSERT … SELECT", "INSERT INTO t SELECT id, n, k, upper(s) || k FROM u"),
    Case("CREATE TABLE AS", "CREATE TABLE made AS SELECT t.*, md5(s) AS m FROM t"),
    Case("COPY", "COPY t FROM '%/t.csv' CSV"),
    Case("COPY of one gzip file", "COPY t FROM '%/t.csv.gz' CSV GZIP"),
    Case("COPY JSON", "COPY t FROM '%/t.json' JSON 'auto'"),
    Case("UNLOAD", "UNLOAD ('SELECT * FROM t') TO '%/out_' CSV GZIP ALLOWOVERWRITE"),
    Case("wait for a lock", "SELECT count(*) FROM locked"),
    Case("S3 that says nothing", "COPY t FROM 's3://silence/t' CSV"),
    Case("S3 that wants to be left alone", "COPY t FROM 's3://busy/t' CSV"),
  ]

  @Test(arguments: cases) func endsSoon(_ test: Case) throws {
    let ground = try Self.ground.get()
    let tries = LongRun.count(6, long: 100)
    var times: [Duration] = []
    var generator = SeededGenerator("\(test.testDescription)")
    let sql = test.sql.replacing("%", with: ground.folder.path)
    for number in 0..<tries {
      let delay = Duration.microseconds(generator.below(Self.longestDelay))
      // By a timeout and by cancel() in turn.
      if let time = number % 2 == 0 ? ground.cancel(sql, after: delay) : try ground.timeOut(sql, after: delay) {
        times.append(time)
      }
    }
    times.sort()
    FileHandle.standardError.write(
      Data(
        "\(test.testDescription): \(times.count) of \(tries) ended early, the last after \(times.last ?? .zero)\n".utf8)
    )
    if LongRun.isWanted {
      #expect(times.count >= tries * 3 / 4)
      #expect(times[times.count * 95 / 100 - 1] < .milliseconds(100))
    }
    // Others may run beside a usual run.
    #expect(times.last ?? .zero < .milliseconds(LongRun.isWanted ? 500 : 5000))
    #expect(try ground.session.number("SELECT count(*) FROM t") == Self.rows)
    #expect(ground.bench.database.locks.requests.waiting.isEmpty)
    #expect(Set(try FileManager.default.contentsOfDirectory(atPath: ground.folder.path)) == ground.files)
  }

  #if DEBUG
    private static let longestDelay = 20_000
  #else
    private static let longestDelay = 60_000
  #endif

  private static let ground = Result { try Ground() }

  /// Tables and files that are large enough, and a session whose statements are called off.
  final class Ground: @unchecked Sendable {
    let bench: Bench
    let folder: TemporaryFolder
    let session: Session
    let files: Set<String>
    private let holder: Session
    /// Answers nobody, or asks for half a minute of patience.
    private let server = LoopbackServer { request in
      request.path.hasPrefix("/silence") ? .silence : .reply(503, ["Retry-After": "30"], [])
    }

    init() throws {
      var configuration = S3Configuration()
      configuration.endpoint = try S3Endpoint(server.url)
      configuration.credentials = SigningCredentials(accessKey: "AKIDTEST", secretKey: "secret")
      bench = Bench(storage: ObjectStorage(s3: S3Client(configuration, transport: try CurlTransport())))
      folder = try TemporaryFolder()
      session = bench.session()
      holder = bench.session()
      try Self.makeTables(session)
      let columns = "SELECT id, n, k, s FROM t"
      for (name, format) in [("csv", "CSV"), ("csv.gz", "CSV GZIP"), ("json", "JSON")] {
        _ = try session.execute(
          "UNLOAD ('\(columns)') TO '\(folder.path)/\(name)_' \(format) PARALLEL OFF MAXFILESIZE 6 GB")
        let made = try #require(folder.names.first { $0.hasPrefix("\(name)_") })
        try FileManager.default.moveItem(atPath: "\(folder.path)/\(made)", toPath: "\(folder.path)/t.\(name)")
      }
      files = Set(folder.names)
      _ = try holder.executeAll("CREATE TABLE locked (n int)")
      _ = try holder.execute("BEGIN")
      _ = try holder.execute("LOCK locked")
    }

    private static func makeTables(_ session: Session) throws {
      _ = try session.execute("CREATE TABLE digits (d bigint)")
      _ = try session.execute("INSERT INTO digits VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)")
      let powers = (0..<7).map { "digits d\($0)" }.joined(separator: ", ")
      let number = (0..<7).map { "d\($0).d * 1\(String(repeating: "0", count: $0))" }.joined(separator: " + ")
      for table in ["t", "u"] {
        _ = try session.execute(
          """
          CREATE TABLE \(table) AS SELECT id, (id * 7919 % \(CancellationTests.rows))::int AS n, (id % 50)::int AS k,
            ('row ' || (id * 104729 % 1000003)::varchar)::varchar(60) AS s
          FROM (SELECT \(number) AS id FROM \(powers) LIMIT \(CancellationTests.rows))
          """)
      }
    }

    /// How long the statement runs on after it was cancelled; nil where it came to its end before.
    func cancel(_ sql: String, after delay: Duration) -> Duration? {
      let cancelled = Mutex<ContinuousClock.Instant?>(nil)
      let isOver = Atomic(false)
      let entry = session.entry
      let thread = Thread {
        while entry.activity?.text != sql && !isOver.load(ordering: .relaxed) { usleep(50) }
        usleep(UInt32(delay.components.attoseconds / 1_000_000_000_000))
        cancelled.withLock { $0 = .now }
        entry.cancel()
      }
      thread.start()
      let state = undone(sql)
      let end = ContinuousClock.now
      isOver.store(true, ordering: .relaxed)
      // The thread is done with the session before the next statement.
      while cancelled.withLock({ $0 }) == nil { usleep(50) }
      guard state == "57014", let start = cancelled.withLock({ $0 }) else { return nil }
      return end - start
    }

    /// The same by `statement_timeout`.
    func timeOut(_ sql: String, after delay: Duration) throws -> Duration? {
      let milliseconds = max(1, Int(delay.components.attoseconds / 1_000_000_000_000_000))
      _ = try session.execute("SET statement_timeout TO \(milliseconds)")
      let start = ContinuousClock.now
      let state = undone(sql)
      let end = ContinuousClock.now
      _ = try session.execute("SET statement_timeout TO 0")
      return state == "57014" ? max(.zero, end - start - .milliseconds(milliseconds)) : nil
    }

    /// Runs it so that the tables stay as they are. The time counts until the answer is there.
    private func undone(_ sql: String) -> String? {
      let sink = CountingSink()
      do {
        _ = try session.execute("BEGIN")
        _ = try session.execute(sql, into: sink)
        _ = try session.execute("ROLLBACK")
        return nil
      } catch {
        let error = StatementFailure(of: error).error
        _ = try? session.execute("ROLLBACK")
        #expect(error.code == "57014", "\(error)")
        return error.code
      }
    }
  }
}
