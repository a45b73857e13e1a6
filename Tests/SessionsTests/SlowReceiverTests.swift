import Foundation
import SQLTypes
import Sessions
import TestSupport
import Testing

/// A client that reads slowly holds back the statement, and no rows wait for it but a few morsels.
///
/// How far a stream runs ahead is counted in `StreamTests`; here the memory of the whole process is looked at, which
/// takes a `LongRun` of this suite alone.
@Suite(.serialized, .enabled(if: LongRun.isWanted)) struct SlowReceiverTests {
  private static let rows = 10_000_000
  private static let limit = 100 << 20

  private static let bench = Result { try makeTables() }

  private static func makeTables() throws -> Bench {
    let bench = Bench()
    let session = bench.session()
    _ = try session.executeAll(
      """
      CREATE TABLE digits (d int); INSERT INTO digits VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9);
      CREATE TABLE t AS SELECT (a.d + b.d * 10 + c.d * 100 + d.d * 1000 + e.d * 10000 + f.d * 100000 + g.d * 1000000) AS id,
        ('row ' || a.d || b.d || c.d)::varchar(20) AS s
      FROM digits a, digits b, digits c, digits d, digits e, digits f, digits g;
      CREATE TABLE u AS SELECT id AS n, s AS name FROM t WHERE id < 1000;
      """)
    return bench
  }

  @Test(arguments: [
    "SELECT id + 1, s || '!', md5(s) FROM t WHERE id % 10 <> 3",
    "SELECT t.id, t.s, u.name FROM t JOIN u ON t.id % 1000 = u.n",
    "SELECT t.id, u.name FROM t, u WHERE t.id < 20000",
  ])
  func fewMorselsAtATime(_ query: String) throws {
    let session = try Self.bench.get().session()
    let before = try Self.residentBytes()
    var (most, batches) = (0, 0)
    let sink = CountingSink { _ in
      batches += 1
      if batches % 8 == 0 { usleep(2_000) }
      most = max(most, (try Self.residentBytes()) - before)
    }
    let result = try session.execute(query, into: sink)
    print("\(query): \(sink.rows) rows, \(most >> 20) MB more than before")
    #expect(result.rowCount == sink.rows && sink.rows > Self.rows / 2)
    #expect(most < Self.limit)
  }

  @Test func cursorsToo() throws {
    let session = try Self.bench.get().session()
    let before = try Self.residentBytes()
    let cursor = try session.open(session.prepare("SELECT id + 1, s || '!' FROM t"))
    var (most, rows) = (0, 0)
    while let batch = try cursor.next() {
      rows += batch.count
      most = max(most, (try Self.residentBytes()) - before)
    }
    #expect(rows == Self.rows && most < Self.limit)
  }

  static func residentBytes() throws -> Int {
    let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    return (Int(text.split(separator: " ")[1]) ?? 0) * 4096
  }
}
