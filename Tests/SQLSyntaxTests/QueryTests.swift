import SQLSyntax
import Testing

@Suite struct QueryTests {
  @Test(arguments: [
    ("select 1", "select 1"),
    ("SELECT * FROM songs", "select * from songs"),
    ("select a x, b as y, c \"Z\" from t u", "select a as x, b as y, c as z from t u"),
    (
      "select a as order, b as select, c year, d as left from t",
      "select a as order, b as select, c as year, d as left from t"
    ),
    ("select t.*, s.t.* from time t", "select t.*, s.t.* from time t"),
    ("select * exclude (a, b) from t", "select * except [\"a\", \"b\"] from t"),
    ("select distinct (a), b from t", "select distinct a, b from t"),
    ("select distinct(a) from t", "select distinct a from t"),
    ("select distinct on (a) b from t", "select distinct on a b from t"),
    ("select all a from t", "select a from t"),
    ("select top 10 * from t", "select top 10 * from t"),
    ("select top 5 a + 1 from t", "select top 5 (+ a 1) from t"),
    ("select distinct top 5 a from t", "select distinct top 5 a from t"),
    ("select a into temp table x from t", "select a into temp x from t"),
    ("select a into #x from t", "select a into #x from t"),
    (
      "select a from t where b and c group by a, 2 having count(*) > 1 order by 1 desc limit 3 offset 2",
      "select a from t where (and b c) group a, 2 having (> count(*) 1) order 1 desc limit 3 offset 2"
    ),
    ("select a from t offset 2 limit all", "select a from t offset 2"),
    ("select a from t group by (a, b), (c)", "select a from t group row[a b], c"),
    (
      "select a from t group by rollup(a, b), cube((a, b), c)",
      "select a from t group sets[a b][a][], sets[a b c][a b][c][]"
    ),
    ("select a from t group by grouping sets ((a, b), a, ())", "select a from t group sets[a b][a][]"),
    ("select a from t group by all", "select a from t group all"),
    (
      "select a from t x qualify row_number() over (order by a) = 1",
      "select a from t x qualify (= row_number() over(order a) 1)"
    ),
    ("select * from a, b c, (select 1) as d(x)", "select * from a, b c, {select 1} d(x)"),
    ("select * from (select 1)", "select * from {select 1}"),
    ("select * from (select 1) where a", "select * from {select 1} where a"),
    (
      "select * from a join b on a.x = b.x left outer join c using (y) cross join d natural join e",
      "select * from <<<<a inner b on (= a.x b.x)> left c using y> cross d> inner e natural>"
    ),
    (
      "select * from a full join b on (a.x = b.x) right join c on true",
      "select * from <<a full b on (= a.x b.x)> right c on true>"
    ),
    (
      "select * from a join b join c on b.x = c.x on a.x = b.x",
      "select * from <a inner <b inner c on (= b.x c.x)> on (= a.x b.x)>"
    ),
    ("select * from (a join b on a.x = b.x)", "select * from <a inner b on (= a.x b.x)>"),
    (
      "select * from ((select 1) x join b on true) join c on true",
      "select * from <<{select 1} x inner b on true> inner c on true>"
    ),
    ("select * from ((select 1) union (select 2)) x", "select * from {[(select 1) union (select 2)]} x"),
    ("select * from generate_series(1, 3) g(i)", "select * from generate_series(1 3) g(i)"),
    (
      "select 1 union all select 2 intersect select 3 minus select 4",
      "[[select 1 union all [select 2 intersect select 3]] except select 4]"
    ),
    ("(select 1) union (select 2 limit 1) order by 1", "[(select 1) union (select 2 limit 1)] order 1"),
    ("((select 1))", "select 1"),
    ("(select a from t order by 1) limit 1", "(select a from t order 1) limit 1"),
    ("values (1, 'a'), (2, 'b')", "values [1 'a'] [2 'b']"),
    (
      "with a as (select 1), b(x, y) as (select 2) select * from a, b",
      "with a={select 1} b(x y)={select 2} select * from a, b"
    ),
    (
      "with recursive r(n) as (select 1 union all select n + 1 from r) select n from r",
      "with* r(n)={[select 1 union all select (+ n 1) from r]} select n from r"
    ),
    ("select (select max(a) from t), exists (select 1)", "select {select max(a) from t}, exists{select 1}"),
    (
      "select extract(hour from ts) hour, extract(day from ts) as day, level from events",
      "select extract('hour' ts) as hour, extract('day' ts) as day, level from events"
    ),
    ("select min, max, count from stats", "select min, max, count from stats"),
    ("select a.oid, oid from pg_catalog.pg_class a", "select a.oid, oid from pg_catalog.pg_class a"),
    ("select \"a\".\"b\" from \"S\".\"T\"", "select a.b from s.t"),
  ])
  func queries(_ sql: String, _ expected: String) throws {
    #expect(try SQLParser.parseQuery(sql).brief == expected)
  }

  @Test func quotedNamesKeepTheirCaseOnlyWhenAsked() throws {
    #expect(
      try SQLParser.parseQuery("select \"Ab\" from T", caseSensitiveIdentifiers: true).brief == "select Ab from t")
    #expect(try SQLParser.parseQuery("select \"Ab\" from T").brief == "select ab from t")
  }
}
