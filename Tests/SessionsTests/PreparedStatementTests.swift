import Columnar
import Planning
import SQLTypes
import Sessions
import TestSupport
import Testing

/// Statements with `$1`, understood first and run later.
@Suite struct PreparedStatementTests {
  private static func session() throws -> Session {
    let session = Bench().session()
    _ = try session.executeAll(
      """
      CREATE TABLE t (id int, name varchar(10), price decimal(8, 2), day date, seen timestamp, ok boolean, x float8, big bigint);
      INSERT INTO t VALUES (1, 'one', 1.50, '2018-11-01', '2018-11-01 10:00', true, 0.5, 10),
        (2, 'two', 2.50, '2018-11-02', '2018-11-02 10:00', false, 1.5, 20), (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
      """)
    return session
  }

  struct Inference: CustomTestStringConvertible, Sendable {
    var testDescription: String { sql }
    var sql: String
    var types: [String]
    var declared: [DataType] = []
  }

  private static let string = "character varying(65535)"

  private static let inferences = [
    Inference(sql: "SELECT * FROM t WHERE id = $1", types: ["integer"]),
    Inference(sql: "SELECT * FROM t WHERE $1 < id", types: ["integer"]),
    Inference(sql: "SELECT * FROM t WHERE price > $1 AND day <= $2", types: ["numeric(8,2)", "date"]),
    Inference(
      sql: "SELECT * FROM t WHERE seen BETWEEN $1 AND $2",
      types: ["timestamp without time zone", "timestamp without time zone"]),
    Inference(sql: "SELECT * FROM t WHERE id IN ($1, $2, 3)", types: ["integer", "integer"]),
    Inference(sql: "SELECT * FROM t WHERE id NOT IN (1, $1)", types: ["integer"]),
    Inference(sql: "SELECT * FROM t WHERE $1 IN (SELECT big FROM t)", types: ["bigint"]),
    Inference(sql: "SELECT * FROM t WHERE name LIKE $1", types: [string]),
    Inference(sql: "SELECT * FROM t WHERE ok = $1", types: ["boolean"]),
    Inference(sql: "SELECT * FROM t WHERE $1", types: ["boolean"]),
    Inference(sql: "SELECT * FROM t WHERE x = $1", types: ["double precision"]),
    Inference(sql: "SELECT * FROM t WHERE id = (SELECT max(id) FROM t WHERE big < $1)", types: ["bigint"]),
    Inference(sql: "SELECT id + $1 FROM t", types: ["integer"]),
    Inference(sql: "SELECT $1", types: [string]),
    Inference(sql: "SELECT $1::date, CAST($2 AS decimal(9, 3))", types: ["date", "numeric(9,3)"]),
    Inference(sql: "SELECT CASE WHEN id = $1 THEN $2 ELSE big END FROM t", types: ["integer", "bigint"]),
    Inference(sql: "SELECT CASE id WHEN $1 THEN 1 END FROM t", types: ["integer"]),
    Inference(sql: "SELECT coalesce(day, $1), nvl($2, id) FROM t", types: ["date", "integer"]),
    Inference(sql: "SELECT substring(name, $1, $2), upper($3) FROM t", types: ["bigint", "bigint", string]),
    Inference(sql: "SELECT * FROM t ORDER BY id LIMIT $1 OFFSET $2", types: ["bigint", "bigint"]),
    Inference(sql: "SELECT max(id) FROM t HAVING count(*) > $1", types: ["bigint"]),
    Inference(sql: "INSERT INTO t VALUES ($1, $2, $3, $4)", types: ["integer", string, "numeric(8,2)", "date"]),
    Inference(sql: "INSERT INTO t (big, name) VALUES ($1, $2), ($3, $4)", types: ["bigint", string, "bigint", string]),
    Inference(sql: "INSERT INTO t (id, day) SELECT $1, $2", types: ["integer", "date"]),
    Inference(sql: "UPDATE t SET price = $1, name = $2 WHERE id = $3", types: ["numeric(8,2)", string, "integer"]),
    Inference(sql: "DELETE FROM t WHERE day < $1", types: ["date"]),
    Inference(sql: "SELECT * FROM t WHERE id = $1 OR big = $1", types: ["integer"]),
    Inference(sql: "SELECT * FROM t WHERE id = $1", types: ["bigint"], declared: [.bigint]),
    Inference(sql: "SELECT * FROM t WHERE id = $1 AND day = $2", types: ["integer", "date"], declared: [.unknown]),
    Inference(sql: "SELECT $2", types: [string, string]),
    Inference(sql: "SELECT 1", types: ["integer"], declared: [.integer]),
    Inference(sql: "SELECT a.n FROM (SELECT id + $1 AS n FROM t) AS a WHERE a.n = $2", types: ["integer", "integer"]),
    Inference(
      sql: "WITH w AS (SELECT id FROM t WHERE day = $1) SELECT * FROM w WHERE id = $2", types: ["date", "integer"]),
    Inference(sql: "SELECT id FROM t UNION SELECT $1", types: ["integer"]),
  ]

  @Test(arguments: inferences) func typesByTheirPlaces(_ test: Inference) throws {
    let prepared = try Self.session().prepare(test.sql, parameterTypes: test.declared)
    #expect(prepared.parameterTypes.map(\.description) == test.types)
  }

  private static func run(
    _ session: Session, _ prepared: PreparedStatement, _ arguments: [Value], types: [DataType]? = nil
  ) throws -> [[String?]] {
    let sink = CollectingSink()
    let values = zip(arguments, types ?? prepared.parameterTypes).map { ParameterValue($0, $1) }
    var result = try session.run(prepared, arguments: values, into: sink)
    result.batches = sink.batches
    return result.rows
  }

  @Test func runsAgainWithOtherArguments() throws {
    let session = try Self.session()
    let prepared = try session.prepare("SELECT name, $2 FROM t WHERE id = $1 OR id = $1 + 1 ORDER BY id")
    #expect(prepared.columns?.map(\.name) == ["name", "?column?"])
    #expect(try Self.run(session, prepared, [.int(1), .string("x")]) == [["one", "x"], ["two", "x"]])
    #expect(try Self.run(session, prepared, [.int(3), .null]) == [[nil, nil]])
    #expect(try Self.run(session, prepared, [.null, .string("")]) == [])
  }

  @Test func changesRows() throws {
    let session = try Self.session()
    let insert = try session.prepare("INSERT INTO t (id, name) VALUES ($1, $2)")
    #expect(insert.columns == nil)
    for id in 10..<13 { _ = try Self.run(session, insert, [.int(Int64(id)), .string("n\(id)")]) }
    let update = try session.prepare("UPDATE t SET name = $2 WHERE id >= $1")
    _ = try Self.run(session, update, [.int(11), .null])
    let delete = try session.prepare("DELETE FROM t WHERE id < $1")
    _ = try Self.run(session, delete, [.int(10)])
    #expect(try session.rows("SELECT id, name FROM t ORDER BY id") == [["10", "n10"], ["11", nil], ["12", nil]])
    #expect(throws: StatementFailure.self) { try Self.run(session, insert, [.int(1), .string("longer than ten")]) }
    let limited = try session.prepare("SELECT id FROM t ORDER BY id LIMIT $1 OFFSET $2")
    #expect(try Self.run(session, limited, [.int(1), .int(1)]) == [["11"]])
  }

  @Test func textArgumentsAreOfAnyType() throws {
    let session = try Self.session()
    let prepared = try session.prepare("SELECT id FROM t WHERE day = $1 AND price = $2")
    let rows = try Self.run(
      session, prepared, [.string("2018-11-02"), .string("2.5")], types: [.varchar(20), .varchar(20)])
    #expect(rows == [["2"]])
  }

  private static func code(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch { return StatementFailure(of: error).error.code }
  }

  @Test func tooFewArguments() throws {
    let session = try Self.session()
    let prepared = try session.prepare("SELECT $1::int + $2::int")
    #expect(Self.code { _ = try Self.run(session, prepared, [.int(1)]) } == "42P02")
    #expect(Self.code { _ = try session.execute("SELECT $1") } == "42P02")
    #expect(Self.code { _ = try session.prepare("SELECT $0") } == "42P02")
    #expect(Self.code { _ = try session.prepare("SELECT $99999") } == "42P02")
    #expect(Self.code { _ = try session.prepare("SELECT nothing FROM t") } == "42703")
  }

  @Test func outlivesTransactionsAndTables() throws {
    let session = try Self.session()
    _ = try session.execute("BEGIN")
    let prepared = try session.prepare("SELECT * FROM t WHERE id = $1")
    #expect(try Self.run(session, prepared, [.int(1)]).first?.count == 8)
    _ = try session.execute("ROLLBACK")
    _ = try session.executeAll("DROP TABLE t")
    #expect(Self.code { _ = try Self.run(session, prepared, [.int(1)]) } == "42P01")
    _ = try session.executeAll("CREATE TABLE t (id bigint, other varchar); INSERT INTO t VALUES (1, 'new')")
    #expect(try Self.run(session, prepared, [.int(1)]) == [["1", "new"]])
    _ = try session.execute("ALTER TABLE t ADD COLUMN more int DEFAULT 5")
    #expect(try Self.run(session, prepared, [.int(1)]) == [["1", "new", "5"]])
    // What is described anew has the columns of now.
    #expect(try session.prepare(prepared.text).columns?.map(\.name) == ["id", "other", "more"])
  }

  @Test func aFailedTransactionTakesNone() throws {
    let session = try Self.session()
    let prepared = try session.prepare("SELECT id FROM t WHERE id = $1")
    _ = session.state("BEGIN; SELECT nothing")
    #expect(Self.code { _ = try session.prepare("SELECT 1") } == "25P02")
    #expect(Self.code { _ = try Self.run(session, prepared, [.int(1)]) } == "25P02")
    let rollback = try session.prepare("ROLLBACK")
    _ = try session.run(rollback, into: CollectingSink())
    #expect(try Self.run(session, prepared, [.int(1)]) == [["1"]])
    // A statement that cannot be described spoils the transaction, too.
    _ = try session.execute("BEGIN")
    #expect(Self.code { _ = try session.prepare("SELECT nothing") } == "42703")
    #expect(session.isTransactionFailed)
  }

  @Test func everyAnswerOfAText() throws {
    let session = try Self.session()
    let results = try session.executeAll(
      "SELECT 1; INSERT INTO t (id) VALUES (7), (8); SELECT count(*) FROM t; SET query_group TO 'x'")
    #expect(results.map(\.tag) == ["SELECT", "INSERT", "SELECT", "SET"])
    #expect(results.map(\.rowCount) == [1, 2, 1, nil])
    #expect(results[2].rows == [["5"]])
    #expect(!session.isInTransaction)
  }

  // MARK: Cursors

  @Test func cursorKeepsItsSnapshot() throws {
    let bench = Bench()
    let session = bench.session()
    _ = try session.executeAll("CREATE TABLE t (n int); INSERT INTO t VALUES (1), (2); BEGIN")
    let cursor = try session.open(
      session.prepare("SELECT n FROM t WHERE n < $1 ORDER BY n"), arguments: [ParameterValue(.int(9), .integer)])
    _ = try session.execute("UPDATE t SET n = n + 100")
    _ = try session.execute("INSERT INTO t VALUES (3)")
    #expect(cursor.columns.map(\.name) == ["n"])
    #expect(try cursor.next()?.columns[0].values == [.int(1), .int(2)])
    #expect(try cursor.next() == nil)
    #expect(try cursor.next() == nil)
    cursor.close()
    _ = try session.execute("COMMIT")
    #expect(try session.number("SELECT sum(n) FROM t") == 206)
  }

  @Test func cursorEndsWithItsError() throws {
    let bench = Bench()
    let session = bench.session()
    _ = try session.executeAll("CREATE TABLE t (n int); INSERT INTO t VALUES (1), (0)")
    _ = try session.execute("BEGIN")
    let cursor = try session.open(session.prepare("SELECT 1 / n FROM t"))
    #expect(throws: StatementFailure.self) { while try cursor.next() != nil {} }
    #expect(session.isTransactionFailed)
    #expect(Self.code { _ = try session.open(session.prepare("INSERT INTO t VALUES (1)")) } == "25P02")
    _ = try session.execute("ROLLBACK")
    #expect(Self.code { _ = try session.open(session.prepare("INSERT INTO t VALUES (1)")) } == "42601")
    // Without a transaction of the session's it has its own, and its locks end with it.
    let alone = try session.open(session.prepare("SELECT n FROM t"))
    #expect(!bench.database.locks.requests.granted.isEmpty)
    alone.close()
    #expect(bench.database.locks.requests.granted.isEmpty)
    #expect(try alone.next() == nil)
  }
}
