import Foundation
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
    let answer = try TestSupport.CommandLine(
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
    let answer = try TestSupport.CommandLine(
      "sql", "--memory", "64MB", "--keep-going", "-c",
      "create table t (s varchar(999)); copy t from '\(folder.path)/a.csv'", "-c",
      "select 'left ' || count(*) from t")
    #expect(
      answer.status == 1 && answer.errors.contains("53200") && answer.errors.contains("COPY into \"t\""),
      "\(answer.errors)")
    #expect(answer.output.contains("left 0"))
  }

  /// Where the addresses are few, it is an error too, and no trap.
  @Test func fewAddressesAreRefused() throws {
    let table =
      "create table w as select i, i || repeat('y', 900) s from n, (select 1 union all select 2 union all select 3 union all select 4) u"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = [
      "-c",
      "ulimit -v 1100000; exec \"$0\" sql --threads 1 --keep-going --format csv -c \"$1\" -c \"$2\" -c \"$3\" 2>&1",
      TestSupport.CommandLine.program, Self.numbers, table, "select 'left ' || count(*) from n",
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 1 && text.contains("53200 out of memory"), "\(text.suffix(400))")
    #expect(text.hasSuffix("left 131072\n") && text.contains("ulimit -v"), "\(text.suffix(400))")
  }

  @Test(arguments: ["x", "1", "10XB", "-5MB", "1e99GB"]) func sizesAreChecked(_ size: String) throws {
    #expect(try TestSupport.CommandLine("sql", "--memory", size, "-c", "select 1").status == 2)
  }
}
