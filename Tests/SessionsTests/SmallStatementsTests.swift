import Foundation
import SQLTypes
import Sessions
import TestSupport
import Testing

/// A session that lives long grows neither slower nor larger.
@Suite(.serialized) struct SmallStatementsTests {
  private static let statements = LongRun.count(3_000, long: 200_000)

  @Test(arguments: [
    "SELECT 1", "SELECT count(*) FROM t", "UPDATE t SET n = n + 1 WHERE id = 2", "BEGIN; SELECT n FROM t; COMMIT",
    "SET query_group TO 'x'", "SELECT nothing",
  ])
  func flat(_ text: String) throws {
    let bench = Bench()
    let session = bench.session()
    _ = try session.executeAll("CREATE TABLE t (id int, n int); INSERT INTO t VALUES (1, 0), (2, 0), (3, 0)")
    let part = Self.statements / 10
    var times: [Duration] = []
    var memory: [Int] = []
    for _ in 0..<10 {
      // Others use the processors, and empty their caches, as well: the best of a part's tenths.
      times.append(
        (0..<10).map { _ in ThreadClock.measure { for _ in 0..<part / 10 { _ = session.state(text) } } }.min() ?? .zero)
      memory.append(LongRun.isWanted ? try SlowReceiverTests.residentBytes() : 0)
    }
    print(
      "\(text): \(times[1] * 10 / part) a statement, then \(times[9] * 10 / part); \((memory[9] - memory[6]) >> 10) kB more"
    )
    #expect(times[9] < times[1] * (LongRun.isWanted ? 1.2 : 10))
    // From half of the statements on, the history is full.
    #expect(memory[9] - memory[6] < 4 << 20)
  }

  /// An idle transaction with a snapshot keeps others from forgetting what they did, not from being quick.
  @Test func besideALongReader() throws {
    let bench = Bench()
    let (reader, session) = (bench.session(), bench.session())
    _ = try session.executeAll("CREATE TABLE t (id int, n int); INSERT INTO t VALUES (1, 0), (2, 0), (3, 0)")
    _ = try reader.executeAll("BEGIN; SELECT count(*) FROM t")
    let part = Self.statements / 10
    let times = (0..<10).map { _ in
      ThreadClock.measure { for _ in 0..<part { _ = session.state("UPDATE t SET n = n + 1 WHERE id = 2") } }
    }
    #expect(times[9] < times[1] * (LongRun.isWanted ? 1.5 : 10))
    #expect(reader.state("UPDATE t SET n = 0 WHERE id = 2") == "1023")
    #expect(try session.number("SELECT n FROM t WHERE id = 2") == part * 10)
  }
}
