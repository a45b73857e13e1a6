import SQLSyntax
import Testing

@Suite struct StatementTargetsTests {
  static let statements: [(String, StatementTargets)] = [
    ("INSERT INTO songplays (a, b) SELECT a, b FROM staging_events", .tables(["songplays"])),
    ("insert into \"My Schema\".\"Song Plays\" values (1)", .tables(["song plays"])),
    ("INSERT users VALUES (1)", .tables(["users"])),
    ("/* load */ COPY dev.public.t FROM 's3://b/k' IAM_ROLE default", .any),
    ("UPDATE t SET a = 1 FROM u WHERE t.b = u.b", .tables(["t"])),
    ("/* new */ UPDATE dev.public.t SET a = 1", .tables(["t"])),
    ("DELETE FROM t USING u", .tables(["t"])),
    ("delete t", .tables(["t"])),
    ("TRUNCATE TABLE T", .tables(["t"])),
    ("truncate s.t;", .tables(["t"])),
    ("DROP TABLE a, s.b", .tables(["table", "a", "s", "b"])),
    ("ALTER TABLE a APPEND FROM b", .tables(["table", "a", "append", "from", "b"])),
    ("SELECT * INTO u FROM t", .tables([])),
    ("WITH x AS (SELECT 1) SELECT * FROM x", .tables([])),
    ("CREATE TABLE t AS SELECT 1", .tables([])),
    ("EXPLAIN INSERT INTO t SELECT 1", .tables([])),
    ("UNLOAD ('select 1') TO 's3://b/k'", .any),
    ("ROLLBACK", .tables([])),
    ("MERGE INTO t USING u ON t.a = u.a", .tables(["t"])),
    ("CALL p()", .any),
    ("INSERT INTO ${SCHEMA}.t SELECT 1", .any),
    ("INSERT INTO", .any),
    ("\\d t", .any),
    ("", .any),
  ]

  @Test(arguments: statements) func tablesOf(_ statement: String, _ expected: StatementTargets) {
    #expect(StatementTargets(of: statement) == expected)
  }
}
