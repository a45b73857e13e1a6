import Catalogs
import ObjectStore
import SQLTypes
import Scheduling
import Sessions
import TestSupport
import Testing

/// Statements as people's generators write them, ten thousand parts long: planned in linear time or refused, never a
/// crash.
@Suite(.serialized) struct ComplexityTests {
  struct Shape: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var isRefused: Bool
    var text: @Sendable (Int) -> String

    init(_ name: String, isRefused: Bool = true, _ text: @escaping @Sendable (Int) -> String) {
      (testDescription, self.isRefused, self.text) = (name, isRefused, text)
    }
  }

  private static func list(_ count: Int, _ separator: String, _ part: (Int) -> String) -> String {
    (0..<count).map(part).joined(separator: separator)
  }

  private static let shapes = [
    Shape("chained common tables") { count in
      "with a0 as (select 1 x), " + list(4 * count, ", ") { "a\($0 + 1) as (select * from a\($0))" }
        + " select * from a\(4 * count)"
    },
    Shape("lateral aliases") { "select 1 c0, " + list($0, ", ") { "c\($0) + 1 c\($0 + 1)" } },
    Shape("lateral aliases that double") { _ in "select 1 c0, " + list(100, ", ") { "c\($0) + c\($0) c\($0 + 1)" } },
    Shape("derived tables") { "select * from " + list($0, ", ") { "(select \($0) x) t\($0)" } },
    Shape("joins") { "select 1 from (select 1 x) t" + list($0, "") { " join (select 1 x) t\($0) on t.x = t\($0).x" } },
    Shape("EXCEPT") { list($0, " except ") { "select \($0)" } },
    Shape("UNION ALL", isRefused: false) { list($0, " union all ") { "select \($0)" } },
    Shape("UNION ALL of groups", isRefused: false) {
      list($0, " union all ") { "select count(*) from (select 1 x) t where t.x = \($0)" }
    },
    Shape("UNION", isRefused: false) { list($0, " union ") { "select \($0)" } },
    Shape("terms", isRefused: false) { "select " + list($0, " + ") { _ in "1" } },
    Shape("conditions", isRefused: false) { "select 1 where " + list($0, " and ") { "\($0) = 1" } },
    Shape("conditions of a join", isRefused: false) {
      "select 1 from (select 1 a, 2 b) t join (select 1 a) u on t.a = u.a and " + list($0, " and ") { "t.b <> -\($0)" }
    },
    Shape("steps into SUPER", isRefused: false) {
      "select t.v" + list($0, "") { _ in "[0]" } + " from (select json_parse('[1]') v) t"
    },
    Shape("columns of a wide relation", isRefused: false) { _ in
      "select " + list(1600, ", ") { "t.c\($0)" } + " from (select " + list(1600, ", ") { "\($0) c\($0)" } + ") t"
    },
    Shape("statements of a procedure", isRefused: false) {
      "create procedure p() as $$ begin\n" + list($0, "\n") { "<<b\($0)>> begin exit b\($0); end;" }
        + " end $$ language plpgsql"
    },
    Shape("branches of a procedure", isRefused: false) {
      "create procedure p(i int) as $$ begin\nif i < 0 then null;\n" + list($0, "\n") { "elsif i = \($0) then null;" }
        + " end if; end $$ language plpgsql"
    },
    Shape("sort keys") { "select 1 x order by " + list($0, ", ") { "x + \($0)" } },
    Shape("groups") { "select count(*) from (select 1 x) t group by " + list($0, ", ") { "x + \($0)" } },
    Shape("aggregates") { "select " + list($0, ", ") { "sum(x + \($0))" } + " from (select 1 x) t" },
    Shape("windows") { "select " + list($0, ", ") { "rank() over (order by x + \($0))" } + " from (select 1 x) t" },
    Shape("grouping sets") { _ in
      "select count(*) from (select 1 x) t group by " + list(40, ", ") { "rollup (x + \($0))" }
    },
    Shape("nested queries") {
      String(repeating: "select * from (", count: $0) + "select 1" + String(repeating: ") t", count: $0)
    },
    Shape("repetitions in a pattern") { _ in "select repeat('a', 999) ~ '(a{1,200}){1,200}'" },
    Shape("a search that looks far ahead from each start") { _ in
      "select regexp_count(repeat('a', 60000), '(a|aa)+b')"
    },
    Shape("matches that look far ahead each") { _ in "select regexp_count(repeat('a', 60000), 'a*b|a')" },
    Shape("a back-reference behind two repetitions") { _ in "select regexp_count(repeat('a', 9000), '(a+)(a*)\\\\1b')"
    },
    Shape("a back-reference behind repeated groups") { _ in "select repeat('a', 300) ~ '(a|aa)+(a*)\\\\2b'" },
    Shape("two back-references") { _ in "select repeat('a', 300) ~ '(a+)(a+)\\\\1\\\\2b'" },
    Shape("a back-reference behind repetitions") { _ in "select repeat('a', 999) ~ '(.*)*(.*)*\\\\1x'" },
  ]

  @Test(arguments: shapes) func isLinearOrRefused(_ shape: Shape) async {
    // A test's own thread has a small stack; a session's thread has not.
    let (duration, state) = await withCheckedContinuation { continuation in
      _ = ServiceThread.start {
        let session = Session(database: Database(), pool: WorkerPool(threads: 1), storage: ObjectStorage(s3Root: nil))
        defer { session.close() }
        var state: SQLState?
        let duration = ContinuousClock().measure {
          do { _ = try session.execute(shape.text(10_000)) } catch { state = StatementFailure(of: error).error.state }
        }
        continuation.resume(returning: (duration, state))
      }
    }
    #expect(state == (shape.isRefused ? SQLState("54001") : nil))
    // Of a debug build on a busy machine; what is quadratic takes minutes.
    #expect(duration < .seconds(60))
  }

  @Test func nestedStarsAreMatchedInLinearTime() throws {
    let session = Session(database: Database(), pool: WorkerPool(threads: 1), storage: ObjectStorage(s3Root: nil))
    let stars = String(repeating: "(", count: 12) + "a" + String(repeating: "*)*", count: 12)
    let duration = try ContinuousClock().measure {
      for text in [
        "repeat('a', 20000) ~ '\(stars)b'", "regexp_count(repeat('a', 2000), '(a|aa)+b')", "'aaa' ~ '(a*)*'",
      ] {
        _ = try session.execute("select \(text)")
      }
    }
    #expect(duration < .seconds(20))
    session.close()
  }
}
