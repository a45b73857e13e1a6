import Foundation
import SQLTypes
import Sessions
import Synchronization
import TestSupport
import Testing

/// Sixteen sessions against one database: what comes out is exact, whatever the order in which they ran.
///
/// Each repeats a transaction that ended with 1023 or 40P01, as a client has to. Odd seeds run under SERIALIZABLE.
@Suite(.serialized) struct StressTests {
  private static let threads = 16
  private static let accounts = 6
  private static let money = 2 * accounts * 1000

  @Test(arguments: 0..<UInt64(LongRun.count(10, long: 100))) func exactTotals(seed: UInt64) throws {
    let bench = Bench()
    let session = bench.session()
    try Self.prepare(session, isSerializable: seed % 2 == 1)
    let counts = Mutex(Counts())
    together(Self.threads) { thread in
      var client = Client(bench, seed: seed, thread)
      for _ in 0..<LongRun.count(10, long: 40) { client.step() }
      client.session.close()
      counts.withLock { $0.add(client.counts) }
    }
    let all = counts.withLock { $0 }
    #expect(all.surprises == [], "seed \(seed)")
    #expect(try session.number("SELECT (SELECT sum(n) FROM checking) + (SELECT sum(n) FROM savings)") == Self.money)
    for counter in 0..<3 {
      let count = try session.number("SELECT n FROM counters WHERE id = \(counter)")
      #expect(count == all.counters[counter, default: 0], "seed \(seed)")
    }
    #expect(try session.number("SELECT count(*) FROM events") == all.events, "seed \(seed)")
    #expect(try session.number("SELECT count(DISTINCT id) FROM events") == all.events, "seed \(seed)")
    let isThere = try session.number("SELECT count(*) FROM pg_table_def WHERE tablename = 'shared'")
    #expect(all.created - all.dropped == (isThere > 0 ? 1 : 0), "seed \(seed)")
    #expect(try session.number("SELECT count(*) FROM even") + session.number("SELECT count(*) FROM odd") == 3)
    #expect(bench.database.locks.requests.granted.isEmpty)
    #expect(bench.database.sessions.all.map(\.id) == [session.entry.id])
  }

  private static func prepare(_ session: Session, isSerializable: Bool) throws {
    if isSerializable { _ = try session.execute("ALTER DATABASE dev ISOLATION LEVEL SERIALIZABLE") }
    let list = (0..<accounts).map { "(\($0), 1000)" }.joined(separator: ", ")
    _ = try session.executeAll(
      """
      CREATE TABLE checking (id int, n int); INSERT INTO checking VALUES \(list);
      CREATE TABLE savings (id int, n int); INSERT INTO savings VALUES \(list);
      CREATE TABLE counters (id int, n int); INSERT INTO counters VALUES (0, 0), (1, 0), (2, 0);
      CREATE TABLE events (id int IDENTITY(1, 1), thread int);
      CREATE TABLE even (n int); INSERT INTO even VALUES (1); CREATE TABLE odd (n int); INSERT INTO odd VALUES (2), (3);
      """)
  }

  /// What the clients know to have been committed.
  struct Counts: Sendable {
    var counters: [Int: Int] = [:]
    var events = 0
    var created = 0
    var dropped = 0
    /// What must not happen.
    var surprises: [String] = []

    mutating func add(_ other: Counts) {
      counters.merge(other.counters, uniquingKeysWith: +)
      events += other.events
      created += other.created
      dropped += other.dropped
      surprises += other.surprises
    }
  }

  /// One session's random transactions.
  struct Client {
    let session: Session
    var counts = Counts()
    private var generator: SeededGenerator
    private let thread: Int

    init(_ bench: Bench, seed: UInt64, _ thread: Int) {
      session = bench.session()
      generator = SeededGenerator(seed: seed &* 1009 &+ UInt64(thread))
      self.thread = thread
    }

    mutating func step() {
      switch generator.below(8) {
      case 0, 1: transfer()
      case 2: addOne()
      case 3: addEvents()
      case 4: audit()
      case 5: createShared()
      case 6: dropShared()
      default: swapNames()
      }
    }

    /// Until the transaction is committed or one of `accepted` ends it; nil where it is committed.
    private mutating func repeated(_ texts: [String], until accepted: Set<String> = []) -> String? {
      while true {
        guard let failure = firstFailure(of: texts) else { return nil }
        _ = session.state("ROLLBACK")
        if accepted.contains(failure) { return failure }
        guard ["1023", "40P01"].contains(failure) else {
          counts.surprises.append("\(failure): \(texts)")
          return failure
        }
      }
    }

    private func firstFailure(of texts: [String]) -> String? {
      for text in texts { if let state = session.state(text) { return state } }
      return nil
    }

    /// Between accounts of either table, in any order, at times with a look at them first.
    private mutating func transfer() {
      let tables = ["checking", "savings"]
      let (from, to) = (generator.pick(tables), generator.pick(tables))
      let amount = generator.below(50)
      var texts = ["BEGIN"]
      if generator.flag() { texts.append("SELECT sum(n) FROM \(from)") }
      texts.append("UPDATE \(from) SET n = n - \(amount) WHERE id = \(generator.below(StressTests.accounts))")
      texts.append("UPDATE \(to) SET n = n + \(amount) WHERE id = \(generator.below(StressTests.accounts))")
      texts.append(generator.below(4) == 0 ? "ROLLBACK" : "COMMIT")
      _ = repeated(texts)
    }

    private mutating func addOne() {
      let counter = generator.below(3)
      if repeated(["UPDATE counters SET n = n + 1 WHERE id = \(counter)"]) == nil {
        counts.counters[counter, default: 0] += 1
      }
    }

    private mutating func addEvents() {
      let rows = 1 + generator.below(3)
      let values = repeatElement("(\(thread))", count: rows).joined(separator: ", ")
      let isKept = generator.below(3) > 0
      let texts = ["BEGIN", "INSERT INTO events (thread) VALUES \(values)", isKept ? "COMMIT" : "ROLLBACK"]
      if repeated(texts) == nil, isKept { counts.events += rows }
    }

    /// The money is all there in every snapshot, twice the same.
    private mutating func audit() {
      let query = "SELECT (SELECT sum(n) FROM checking) + (SELECT sum(n) FROM savings)"
      do {
        _ = try session.execute("BEGIN")
        let sums = [try session.number(query), try session.number(query)]
        if sums != [StressTests.money, StressTests.money] { counts.surprises.append("a snapshot has \(sums)") }
        _ = try session.execute("COMMIT")
      } catch {
        let code = StatementFailure(of: error).error.code
        if !["1023", "40P01"].contains(code) { counts.surprises.append("\(code) for a reader") }
        _ = session.state("ROLLBACK")
      }
    }

    private mutating func createShared() {
      let texts = ["BEGIN", "CREATE TABLE shared (n int)", "INSERT INTO shared VALUES (\(thread))", "COMMIT"]
      if repeated(texts, until: ["42P07"]) == nil { counts.created += 1 }
    }

    private mutating func dropShared() {
      let texts = ["BEGIN", "SELECT count(*) FROM counters", "DROP TABLE shared", "COMMIT"]
      if repeated(texts, until: ["42P01"]) == nil { counts.dropped += 1 }
    }

    private mutating func swapNames() {
      let texts = [
        "BEGIN", "ALTER TABLE even RENAME TO spare", "ALTER TABLE odd RENAME TO even",
        "ALTER TABLE spare RENAME TO odd", "COMMIT",
      ]
      // Who waits for a name may find that it is another's, or nobody's, for a moment.
      _ = repeated(texts, until: ["42P01", "42P07"])
    }
  }
}
