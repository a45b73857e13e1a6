import SQLTypes
import Scheduling
import TestSupport
import Testing
import Verification

/// What the runner of sqllogictest files takes for right and for wrong.
@Suite struct ScriptRunnerTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var passed: Int
    /// What each failure's message contains, in order.
    var failures: [String]
    var script: String

    init(_ name: String, passed: Int, failures: [String] = [], _ script: String) {
      self.name = name
      self.passed = passed
      self.failures = failures
      self.script = script
    }

    var testDescription: String { name }
  }

  private static let table = """
    statement ok
    CREATE TABLE t (a INT, b VARCHAR(9), c FLOAT)

    statement ok
    INSERT INTO t VALUES (2, 'two', 2.5), (1, '', 1), (NULL, NULL, NULL)

    """

  @Test(arguments: layouts + orders + hashes + conditions + errors + plans + mistakes) func runs(_ test: Case) throws {
    let folder = try TemporaryFolder()
    try folder.write("check.slt", Self.table + "\n" + test.script)
    let report = try CheckRunner(pool: WorkerPool(threads: 1), s3Root: nil).run(.script("\(folder.path)/check.slt"))
    #expect(report.passed == test.passed + 2)
    #expect(report.failures.count == test.failures.count)
    for (failure, text) in zip(report.failures, test.failures) {
      #expect(failure.message.contains(text), "\(failure.message)")
    }
  }

  private static let layouts = [
    Case(
      "one value a line", passed: 1, "query IT\nSELECT a, b FROM t ORDER BY a\n----\n1\n(empty)\n2\ntwo\nNULL\nNULL"),
    Case("one row a line", passed: 1, "query IT\nSELECT a, b FROM t ORDER BY a\n----\n1\t(empty)\n2\ttwo\nNULL\tNULL"),
    Case(
      "one row a line, blanks between", passed: 1,
      "query II\nSELECT a, a + 1 FROM t ORDER BY a\n----\n1 2\n2   3\nNULL NULL"),
    Case("one column with blanks", passed: 1, "query T\nSELECT 'a b'\n----\na b"),
    Case("reals with three decimals", passed: 1, "query R\nSELECT c FROM t ORDER BY a\n----\n1.000\n2.500\nNULL"),
    Case("reals as they print", passed: 1, "query R\nSELECT c FROM t ORDER BY a\n----\n1\n2.5\nNULL"),
    Case(
      "booleans", passed: 2,
      "query T\nSELECT a = 1 FROM t ORDER BY a\n----\nt\nf\nNULL\n\nquery I\nSELECT 1 = 1\n----\n1"),
    Case("no rows", passed: 1, "query I\nSELECT a FROM t WHERE false\n----\n\n"),
    Case("no rule", passed: 1, "query I\nSELECT a FROM t WHERE false"),
    Case("lines that end in CR", passed: 1, "query I\r\nSELECT 1\r\n----\r\n1\r\n"),
  ]

  private static let orders = [
    Case("rowsort", passed: 1, "query IT rowsort\nSELECT a, b FROM t\n----\n2\ttwo\nNULL\tNULL\n1\t(empty)"),
    Case(
      "rowsort, a value a line", passed: 1, "query IT rowsort\nSELECT a, b FROM t\n----\nNULL\nNULL\n1\n(empty)\n2\ntwo"
    ),
    Case("valuesort", passed: 1, "query IT valuesort\nSELECT a, b FROM t\n----\n(empty)\n1\n2\nNULL\nNULL\ntwo"),
    Case("rowsort by bytes", passed: 1, "query T rowsort\nSELECT 'é' UNION SELECT 'z' UNION SELECT 'Z'\n----\nZ\nz\né"),
    Case(
      "nosort minds the order", passed: 0, failures: ["row 1, column 1: expected \"2\", got \"1\""],
      "query I nosort\nSELECT a FROM t ORDER BY a\n----\n2\n1\nNULL"),
    Case(
      "control sortmode", passed: 1, "control sortmode rowsort\n\nquery I\nSELECT a FROM t ORDER BY a\n----\n2\n1\nNULL"
    ),
  ]

  /// `printf '1\n2\n' | md5sum`, and `printf '1.000\n2.500\nNULL\n' | md5sum`.
  private static let hashes = [
    Case(
      "hash", passed: 1,
      "query I rowsort\nSELECT 2 UNION SELECT 1\n----\n2 values hashing to 6ddb4095eb719e2a9f0a3f95677d24e0"),
    Case(
      "hash of reals", passed: 1,
      "query R\nSELECT c FROM t ORDER BY a\n----\n3 values hashing to \(realsHash)"),
    // The hashes are those of the reference runner: md5 of each value and a line end.
    Case(
      "letters in hashes", passed: 5,
      "query I\nSELECT 2.75 UNION ALL SELECT -0.5\n----\n2 values hashing to \(Digest.md5Hex(of: "2\n0\n"))\n\n"
        + "query R\nSELECT 2\n----\n1 values hashing to \(Digest.md5Hex(of: "2.000\n"))\n\n"
        + "query R\nSELECT 1.0005::float8\n----\n1 values hashing to \(Digest.md5Hex(of: "1.000\n"))\n\n"
        + "query I\nSELECT 'abc'\n----\n1 values hashing to \(Digest.md5Hex(of: "0\n"))\n\n"
        + "query T\nSELECT 'a\tb'\n----\n1 values hashing to \(Digest.md5Hex(of: "a@b\n"))"),
    Case("letters in values", passed: 1, "query IRT\nSELECT 1e3::float8, '1.5x', 1.50\n----\n1000\n1.500\n1.50"),
    Case(
      "labels by letters", passed: 2, "query R nosort x\nSELECT 1\n----\n1\n\nquery R nosort x\nSELECT 1.0\n----\n1.000"
    ),
    Case(
      "wrong hash", passed: 0, failures: ["expected hash 00000000000000000000000000000000"],
      "query I\nSELECT 1\n----\n1 values hashing to 00000000000000000000000000000000"),
    Case(
      "wrong count", passed: 0, failures: ["expected 2 values, got 1"],
      "query I\nSELECT 1\n----\n2 values hashing to 6ddb4095eb719e2a9f0a3f95677d24e0"),
    Case(
      "labels agree", passed: 2, "query I nosort one\nSELECT 1\n----\n1\n\nquery I nosort one\nSELECT 2 - 1\n----\n1"),
    Case(
      "labels differ", passed: 1, failures: ["differs from an earlier one with label one"],
      "query I nosort one\nSELECT 1\n----\n1\n\nquery I nosort one\nSELECT 2\n----\n2"),
  ]

  private static let realsHash = "2ec45e30e6c688edbf990244a68bae08"

  private static let conditions = [
    Case("skipif redshift", passed: 0, "skipif redshift\nquery I\nSELECT 1\n----\n2"),
    Case("skipif another", passed: 1, "skipif mysql # not there\nquery I\nSELECT 1\n----\n1"),
    Case("onlyif redshift", passed: 1, "onlyif redshift\nstatement ok\nSELECT 1"),
    Case("onlyif another", passed: 0, "onlyif sqlite\nstatement ok\nnonsense"),
    Case("halt", passed: 1, "statement ok\nSELECT 1\n\nhalt\n\nstatement ok\nnonsense"),
    Case("what follows halt is not read", passed: 1, "statement ok\nSELECT 1\n\nhalt\n\nquery X\nno record"),
    Case("halt for another", passed: 2, "statement ok\nSELECT 1\n\nonlyif mysql\nhalt\n\nstatement ok\nSELECT 2"),
    Case("comments and settings", passed: 1, "# one\n\nhash-threshold 8\n\n# two\nstatement ok\nSELECT 1"),
    Case(
      "several statements", passed: 1,
      "query I\nCREATE TABLE u (x INT); INSERT INTO u VALUES (1); SELECT x FROM u;\n----\n1"),
    Case(
      "counts", passed: 2, failures: ["expected 2 rows, got 3"],
      "statement count 3\nDELETE FROM t\n\nstatement ok\nINSERT INTO t VALUES (1), (2), (3)\n\nstatement count "
        + "2\nDELETE FROM t"
    ),
  ]

  private static let errors = [
    Case("any error", passed: 1, "statement error\nSELECT z FROM t"),
    Case("error by expression", passed: 1, "statement error ^42703 column \"z\" .* exist$\nSELECT z FROM t"),
    Case(
      "error by plain text", passed: 1,
      "statement error column \"z\" does not exist\nSELECT z FROM t"),
    Case("error below a rule", passed: 1, "statement error\nSELECT z FROM t\n----\n42703 column \"z\""),
    Case("query error", passed: 1, "query error 42P01\nSELECT * FROM missing"),
    Case(
      "another error", passed: 0, failures: ["expected an error like \"42601\", got \"42703"],
      "statement error 42601\nSELECT z FROM t"),
    Case("no error", passed: 0, failures: ["expected an error, but it succeeded"], "statement error\nSELECT 1"),
    Case("no expression", passed: 0, failures: ["is no regular expression"], "statement error (\nSELECT z FROM t"),
  ]

  private static let planLines = "plan FilterPushdown\nSELECT a FROM t WHERE a > 1\n----\n"

  private static let plans = [
    Case("a plan that a rule leaves", passed: 1, planLines + "FilterPushdown changes nothing"),
    Case(
      "a plan after all rules", passed: 1,
      "plan\nDELETE FROM t\n----\nbound:\n  Project: t.rownumber\n    Scan t: a, b, c, rownumber\n"
        + "ColumnPruning:\n  Project: t.rownumber\n    Scan t: rownumber"),
    Case(
      "another plan", passed: 0,
      failures: ["line 1 of the plan: expected \"FilterPushdown:\", got:\nFilterPushdown changes nothing\nSELECT a"],
      planLines + "FilterPushdown:"),
    Case(
      "a line too few", passed: 0, failures: ["line 2 of the plan: expected no line, got"],
      "plan TopRows\nSELECT a FROM t ORDER BY a LIMIT 1\n----\nbefore TopRows:"),
    Case("a statement that does not bind", passed: 0, failures: ["42703"], "plan\nSELECT z FROM t\n----\nbound:"),
    Case("a statement without a plan", passed: 0, failures: ["42601"], "plan\nDROP TABLE t\n----\nbound:"),
    Case(
      "no such rule", passed: -2, failures: ["\"Fast\" is no rule of the optimizer: Shared"],
      "plan Fast\nSELECT 1\n----\nx"),
    Case("no plan", passed: -2, failures: ["expected a statement, \"----\" and its plan"], "plan\nSELECT 1"),
    Case(
      "a plan of another connection", passed: -2, failures: ["a plan is that of the script's first connection"],
      "connection b\nplan\nSELECT 1\n----\nbound:"),
  ]

  private static let mistakes = [
    Case(
      "a failure does not stop the file", passed: 1, failures: ["42601"],
      "statement ok\nnonsense\n\nstatement ok\nSELECT 1"),
    Case("unknown record", passed: -2, failures: ["\"nonsense\" is no sqllogictest record"], "nonsense 1"),
    Case("columns", passed: 0, failures: ["expected 2 columns, got 1"], "query II\nSELECT 1\n----\n1\t1"),
    Case("rows", passed: 0, failures: ["expected 2 lines, got 1 rows of 1"], "query I\nSELECT 1\n----\n1\n2"),
    Case("types", passed: -2, failures: ["expected \"query\" and a type"], "query XYZ\nSELECT 1\n----\n1"),
  ]
}
