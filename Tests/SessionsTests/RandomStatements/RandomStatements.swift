import TestSupport

/// Statements of every family over three tables that `setUp` makes: none is meant to be refused, and many are.
struct RandomStatements {
  private var queries: RandomQueries

  init(_ random: SeededGenerator) { queries = RandomQueries(random) }

  static let setUp = """
    CREATE TABLE t (a int, c decimal(12, 2), s varchar(40), d date, j super);
    CREATE TABLE u (a int, ts timestamp, x float8, b boolean, s varchar(40));
    CREATE VIEW v AS SELECT a, s FROM t;
    INSERT INTO t VALUES
      (1, 1.5, 'a', '2024-02-29', NULL), (2, -3.25, 'abc def', '1999-12-31', NULL), (NULL, NULL, NULL, NULL, NULL);
    INSERT INTO t SELECT a + 10, c, 'é', d, json_parse('{"a": [1, {"b": "x"}], "c": [[1], 2.5]}') FROM t;
    INSERT INTO u VALUES
      (1, '2024-02-29 12:00:00', 1e10, true, 'x'), (2, '1970-01-01', -0.5, false, ''), (NULL, NULL, NULL, NULL, NULL);
    """

  private mutating func below(_ bound: Int) -> Int { queries.expressions.random.below(bound) }
  private mutating func pick(_ elements: [String]) -> String { queries.expressions.random.pick(elements) }
  private mutating func table() -> RandomTable { RandomTable.all[below(2)] }

  /// One statement.
  mutating func next() -> String {
    switch below(40) {
    case 0..<20: queries.anyQuery()
    case 20..<23: insert()
    case 23..<25: update()
    case 25: delete()
    case 26: merge()
    case 27: "EXPLAIN \(queries.anyQuery())"
    case 28..<30: definition()
    case 30: alteration()
    case 31: pick(["BEGIN", "COMMIT", "ROLLBACK", "ROLLBACK", "ABORT", "END"])
    case 32: prepared()
    case 33: cursor()
    case 34..<37: procedure()
    case 37: "CALL p\(below(4))(\(queries.expressions.literal(.integer)))"
    case 38: upkeep()
    default: pivot()
    }
  }

  private mutating func insert() -> String {
    let table = table()
    if below(2) == 0 {
      let values = table.columns.map { queries.expressions.make($0.type, []) }
      return "INSERT INTO \(table.name) VALUES (\(values.joined(separator: ", ")))"
    }
    return "INSERT INTO \(table.name) SELECT * FROM (\(queries.query(table.columns.map(\.type)))) LIMIT 5"
  }

  private mutating func update() -> String {
    let table = table()
    let column = queries.expressions.random.pick(table.columns)
    let columns = table.columns.map { RandomColumn(name: "\(table.name).\($0.name)", type: $0.type) }
    let from = below(3) == 0 ? " FROM v WHERE v.a = \(table.name).a AND " : " WHERE "
    return "UPDATE \(table.name) SET \(column.name) = \(queries.expressions.make(column.type, columns))\(from)"
      + queries.condition(columns)
  }

  private mutating func delete() -> String {
    let table = table()
    let using = below(3) == 0 ? " USING v" : ""
    let columns = table.columns.map { RandomColumn(name: "\(table.name).\($0.name)", type: $0.type) }
    return "DELETE FROM \(table.name)\(using) WHERE \(queries.condition(columns)) AND \(queries.condition(columns))"
  }

  private mutating func merge() -> String {
    let source = below(2) == 0 ? "u" : "(\(queries.query([.integer, .text])))"
    let (key, text) = source == "u" ? ("a", "s") : ("c1", "c2")
    let matched = pick(["UPDATE SET s = q.\(text)", "DELETE"])
    return "MERGE INTO t USING \(source) AS q ON t.a = q.\(key) WHEN MATCHED THEN \(matched) "
      + "WHEN NOT MATCHED THEN INSERT (a, s) VALUES (q.\(key), q.\(text))"
  }

  private mutating func definition() -> String {
    let name = "made\(below(5))"
    switch below(6) {
    case 0: return "CREATE TABLE \(name) AS \(queries.anyQuery())"
    case 1: return "CREATE TEMP TABLE \(name) (LIKE t)"
    case 2: return "CREATE OR REPLACE VIEW w\(below(3)) AS \(queries.anyQuery())"
    case 3: return "DROP TABLE IF EXISTS \(name) CASCADE"
    case 4: return "DROP VIEW IF EXISTS w\(below(3))"
    default:
      let columns = queries.types().enumerated().map { index, type in
        "c\(index + 1) \(type.name)\(type == .json ? "" : " DEFAULT \(queries.expressions.literal(type))")"
      }
      let keys = pick(["", " DISTSTYLE ALL", " DISTKEY (c1)", " SORTKEY (c1)", " DISTSTYLE EVEN SORTKEY AUTO"])
      return "CREATE TABLE \(name) (\(columns.joined(separator: ", ")))\(keys)"
    }
  }

  private mutating func alteration() -> String {
    let name = "made\(below(5))"
    return pick([
      "ALTER TABLE \(name) ADD COLUMN n\(below(3)) int DEFAULT 7", "ALTER TABLE \(name) DROP COLUMN c1 CASCADE",
      "ALTER TABLE \(name) RENAME TO made\(below(5))", "ALTER TABLE \(name) RENAME COLUMN c1 TO c\(below(4))",
      "ALTER TABLE \(name) ALTER COLUMN c1 TYPE varchar(200)", "TRUNCATE \(name)",
      "COMMENT ON TABLE \(name) IS 'x'",
    ])
  }

  private mutating func prepared() -> String {
    switch below(3) {
    case 0: "PREPARE q\(below(3)) (int) AS SELECT a FROM t WHERE a > $1 AND \(queries.expressions.make(.boolean, []))"
    case 1: "EXECUTE q\(below(3)) (\(queries.expressions.literal(.integer)))"
    default: "DEALLOCATE q\(below(3))"
    }
  }

  private mutating func cursor() -> String {
    switch below(3) {
    case 0: "DECLARE cur CURSOR FOR \(queries.anyQuery())"
    case 1: "FETCH \(pick(["NEXT", "ALL", "FORWARD 3"])) FROM cur"
    default: "CLOSE cur"
    }
  }

  private mutating func upkeep() -> String {
    pick([
      "ANALYZE t", "VACUUM t", "SET query_group TO 'x'", "SHOW search_path", "RESET query_group",
      "SHOW TABLES FROM SCHEMA public",
      "SET timezone TO 'Asia/Tokyo'", "SELECT count(*) FROM svv_table_info", "SELECT * FROM stl_query LIMIT 3",
      "SELECT * FROM pg_proc LIMIT 3", "SET statement_timeout TO 2000",
    ])
  }

  private mutating func pivot() -> String {
    if below(2) == 0 {
      return "SELECT * FROM (SELECT s, a FROM t) PIVOT (\(pick(["sum", "count", "max"]))(a) FOR s IN ('a', 'x', 'é'))"
    }
    return
      "SELECT * FROM (SELECT a AS p, \(queries.expressions.make(.integer, [])) AS q FROM t) UNPIVOT (n FOR k IN (p, q))"
  }

  // MARK: Procedures

  private mutating func procedure() -> String {
    let body = (0...below(4)).map { _ in step(0) }.joined(separator: " ")
    let mode = pick(["", "", " NONATOMIC"])
    return
      "CREATE OR REPLACE PROCEDURE p\(below(4)) (n int)\(mode) AS $$ DECLARE i int := 0; s varchar(100); r record; "
      + "BEGIN \(body) END; $$ LANGUAGE plpgsql"
  }

  private mutating func step(_ depth: Int) -> String {
    let columns = [RandomColumn(name: "n", type: .integer), RandomColumn(name: "i", type: .integer)]
    guard depth < 3 else { return "i := i + 1;" }
    switch below(11) {
    case 0: return "i := \(queries.expressions.make(.integer, columns));"
    case 1: return "s := \(queries.expressions.make(.text, columns));"
    case 2:
      return "IF \(queries.expressions.make(.boolean, columns)) THEN \(step(depth + 1)) ELSE \(step(depth + 1)) END IF;"
    case 3: return "FOR i IN 1..\(below(5)) LOOP \(step(depth + 1)) END LOOP;"
    case 4: return "FOR r IN SELECT a, s FROM t LOOP \(step(depth + 1)) END LOOP;"
    case 5: return "SELECT INTO i count(*) FROM t WHERE \(queries.expressions.make(.boolean, columns));"
    case 6: return "RAISE \(pick(["INFO", "NOTICE", "WARNING"])) 'i is %', i;"
    case 7: return "\(delete());"
    case 8: return "EXECUTE 'SELECT count(*) FROM t WHERE a > ' || coalesce(n, 0) INTO i;"
    case 9: return "BEGIN \(step(depth + 1)) EXCEPTION WHEN OTHERS THEN RAISE INFO '%', SQLERRM; END;"
    default: return "WHILE i < 3 LOOP i := i + 1; \(step(depth + 1)) EXIT WHEN i > 2; END LOOP;"
    }
  }
}
