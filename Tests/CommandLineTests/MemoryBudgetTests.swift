import TestSupport
import Testing

/// What takes more memory than `--memory` says ends with 53200, names itself, and leaves nothing half done.
@Suite struct MemoryBudgetTests {
  private static let numbers =
    "create table n (i int); insert into n values (0);"
    + (0..<17).map { "insert into n select i + \(1 << $0) from n;" }.joined()

  @Test(arguments: [
    (
      "insert into t select i, i || repeat('x', 400) from n, (select 1 union all select 2 union all select 3) u",
      "INSERT into \"t\""
    ),
    ("create table w as select i, i || repeat('y', 900) s from n", "CREATE into"),
    ("select s, count(*) from (select i || repeat('g', 900) s from n) x group by 1", "SELECT"),
    ("select i || repeat('o', 900) s from n order by s desc", "SELECT"),
    (
      "select count(*) from (select i || repeat('j', 900) s from n) a join (select i || repeat('j', 900) s from n) b on a.s = b.s",
      "SELECT"
    ),
  ])
  func isRefused(_ statement: String, _ name: String) throws {
    let script = Self.numbers + "create table t (i int, s varchar(999)); insert into t values (1, 'kept');\(statement);"
    let answer = try CommandLine(
      "sql", "--memory", "64MB", "--keep-going", "--format", "csv", "-c", script, "-c",
      "select 'left ' || count(*) from t")
    #expect(answer.status == 1 && answer.errors.contains("53200 out of memory"), "\(answer.errors.suffix(400))")
    #expect(answer.errors.contains("DETAIL: \(name)") || name == "CREATE into", "\(answer.errors.suffix(400))")
    #expect(answer.errors.contains("--memory"))
    #expect(answer.output.hasSuffix("left 1\n"))
  }

  @Test func aCopyIsRefused() throws {
    let folder = try TemporaryFolder()
    let line = String(repeating: "x", count: 900)
    try folder.write("a.csv", (0..<100_000).map { "\($0)\(line)\n" }.joined())
    let answer = try CommandLine(
      "sql", "--memory", "64MB", "--keep-going", "-c",
      "create table t (s varchar(999)); copy t from '\(folder.path)/a.csv'", "-c",
      "select 'left ' || count(*) from t")
    #expect(
      answer.status == 1 && answer.errors.contains("53200") && answer.errors.contains("COPY into \"t\""),
      "\(answer.errors)")
    #expect(answer.output.contains("left 0"))
  }

  #if os(Linux)
    /// Without an option the budget is within what the process may map.
    @Test(arguments: [900_000, 1_500_000])
    func anAddressSpaceThatIsLimitedIsRespected(_ kilobytes: Int) throws {
      let answer = try CommandLine(
        list: [
          "sql", "-c", Self.numbers, "-c",
          "create table w as select n.i, n.i || repeat('y', 900) s from n cross join (select i from n limit 50) m",
        ], addressSpace: kilobytes)
      #expect(answer.status == 1 && answer.errors.contains("53200 out of memory"), "\(answer.errors.suffix(400))")
    }
  #endif

  @Test(arguments: ["x", "1", "10XB", "-5MB", "1e99GB"]) func sizesAreChecked(_ size: String) throws {
    #expect(try CommandLine("sql", "--memory", size, "-c", "select 1").status == 2)
  }
}
