import SQLSyntax
import SQLTypes
import Testing

@Suite struct SyntaxErrorTests {
  @Test(arguments: [
    ("selec 1", "syntax error at or near \"selec\"", 1),
    ("select from t", "syntax error at or near \"from\"", 8),
    ("SELECT a, FROM t", "syntax error at or near \"FROM\"", 11),
    ("select * from", "syntax error at end of input", 14),
    ("select * from ;", "syntax error at or near \";\"", 15),
    ("", "syntax error at end of input", 1),
    ("select 'é', 'ü' frm x y", "syntax error at or near \"x\"", 21),
    ("select 'it", "unterminated quoted string at or near \"'it\"", 8),
    ("select \"it", "unterminated quoted identifier at or near \"\"it\"", 8),
    ("select \"\"", "zero-length delimited identifier at or near \"\"\"\"", 8),
    ("select 1 /* x", "unterminated /* comment at or near \"/* x\"", 10),
    ("select $$x", "unterminated dollar-quoted string at or near \"$$x\"", 8),
    ("create table t (id identity(0,1))", "syntax error at or near \"identity\"", 20),
    ("create table t (a int b int)", "syntax error at or near \"b\"", 23),
    ("create table t (a int,)", "syntax error at or near \")\"", 23),
    ("create table t (a int", "syntax error at end of input", 22),
    ("create table user (a int)", "syntax error at or near \"user\"", 14),
    ("create table t (a)", "syntax error at end of input", 19),
    ("create table t (a int) distkey(a) distkey(a)", "conflicting or redundant options", 35),
    ("create table t (a int) diststyle foo", "syntax error at or near \"foo\"", 34),
    ("insert into t (a, b) values (1, 2", "syntax error at end of input", 34),
    ("insert into t values (1) (2)", "syntax error at or near \"(\"", 26),
    ("insert t values (1)", "syntax error at or near \"t\"", 8),
    ("select a where b group c", "syntax error at or near \"c\"", 24),
    ("select * from a join b", "syntax error at end of input", 23),
    ("select * from a inner join b where x", "syntax error at or near \"where\"", 30),
    ("select interval 1 second", "syntax error at or near \"1\"", 17),
    ("select case a end", "syntax error at or near \"end\"", 15),
    ("select f(a", "syntax error at end of input", 11),
    ("select a in ()", "syntax error at or near \")\"", 14),
    ("select a ->> 'x'", "syntax error at or near \"->>\"", 10),
    ("select :x", "syntax error at or near \":\"", 8),
    ("select ?", "syntax error at or near \"?\"", 8),
    ("\\d t", "syntax error at or near \"\\\"", 1),
    ("select a from t limit 1, 2", "LIMIT #,# syntax is not supported", 24),
    ("drop table", "syntax error at end of input", 11),
    ("copy t from 's3://x' iam_role 'a', gzip", "syntax error at or near \",\"", 34),
    ("copy t from 's3://x' foo 'a'", "syntax error at or near \"foo\"", 22),
    ("copy t from 's3://x' gzip GZIP", "conflicting or redundant options", 27),
    ("copy t from 's3://x' format json 'auto' json 'auto'", "conflicting or redundant options", 41),
    ("copy t from 's3://x' format foo", "syntax error at or near \"foo\"", 29),
    ("copy t from 's3://x' maxerror 'a'", "syntax error at or near \"'a'\"", 31),
    ("copy t from x", "syntax error at or near \"x\"", 13),
    ("copy (select 1) to 'x'", "syntax error at or near \"(\"", 6),
    ("unload 'x' to 'y'", "syntax error at or near \"'x'\"", 8),
    ("explain drop table t", "syntax error at or near \"drop\"", 9),
    ("explain create table t (a int)", "syntax error at or near \"create\"", 9),
    ("select 1; select 2", "cannot insert multiple commands into a prepared statement", 11),
    ("set x", "syntax error at end of input", 6),
    ("create", "syntax error at end of input", 7),
    ("create foo x", "syntax error at or near \"foo\"", 8),
    ("grant select", "syntax error at end of input", 13),
  ])
  func syntaxErrors(_ sql: String, _ message: String, _ position: Int) {
    let error = #expect(throws: SQLError.self) { try SQLParser.parseStatement(sql) }
    #expect(error?.state == .syntaxError)
    #expect(error?.message == message)
    #expect(error?.position == position)
  }

  @Test(arguments: [
    ("select sum(a) over (order by b range unbounded preceding) from t", "A RANGE frame is not supported yet"),
    ("select b'101'", "A bit string literal is not supported yet"),
    ("create table t (a int check (a > 0))", "A CHECK constraint is not supported yet"),
    ("select x[1:2]", "An array slice is not supported yet"),
    ("select (a, b) overlaps (c, d)", "OVERLAPS is not supported yet"),
  ])
  func notSupported(_ sql: String, _ message: String) {
    let error = #expect(throws: SQLError.self) { try SQLParser.parseStatement(sql) }
    #expect(error?.state == .featureNotSupported)
    #expect(error?.message == message)
  }
}
