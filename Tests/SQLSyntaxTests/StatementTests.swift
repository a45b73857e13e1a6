import SQLSyntax
import Testing

@Suite struct StatementTests {
  @Test(arguments: [
    ("insert into t values (1, 'a', null), (default, -2, sysdate);", "insert t() [1 'a' null] [default (- 2) sysdate]"),
    ("insert into t (a, b) values (1, 2)", "insert t(a b) [1 2]"),
    ("insert into t default values", "insert t() defaults"),
    ("insert into s.t select distinct a from u", "insert s.t() {select distinct a from u}"),
    ("insert into t (select a from u)", "insert t() {select a from u}"),
    ("insert into t (a) (select a from u)", "insert t(a) {select a from u}"),
    ("insert into t ((select 1) union (select 2))", "insert t() {[(select 1) union (select 2)]}"),
    ("insert into t (a) with x as (select 1) select * from x", "insert t(a) {with x={select 1} select * from x}"),
    ("update t set a = 1, b = default where c", "update t - a=1, b=default where c"),
    (
      "update t as x set a = u.a from u join v on true where x.b = u.b",
      "update t x a=u.a from <u inner v on true> where (= x.b u.b)"
    ),
    ("delete from t", "delete t -"),
    ("delete t where a", "delete t - where a"),
    ("delete from t x using u, v where x.a = u.a", "delete t x using u, v where (= x.a u.a)"),
    ("with a as (select 1) update t set b = 1", "with… update t - b=1"),
    ("with a as (select 1) delete from t", "with… delete t -"),
    ("with a as (select 1) select * from a", "with a={select 1} select * from a"),
    ("((select 1) union select 2)", "[(select 1) union select 2]"),
    ("explain select 1", "explain select 1"),
    ("explain verbose insert into t select 1", "explain verbose insert t() {select 1}"),
    ("explain create table t as select 1", "explain create t as {select 1}"),
    ("set search_path to a, 'b', \"$user\"", "set search_path a|b|$user"),
    ("SET search_path = Staging;", "set search_path staging"),
    ("set session statement_timeout to 1000", "set statement_timeout 1000"),
    ("set local x.y = -1.5", "set local x.y -1.5"),
    ("set enable_result_cache_for_session to off", "set enable_result_cache_for_session off"),
    ("set datestyle to default", "set datestyle default"),
    ("set time zone 'UTC'", "set timezone UTC"),
    ("set names 'utf8'", "set client_encoding utf8"),
    ("set session authorization dev", "session authorization dev"),
    ("set transaction isolation level serializable", "set local transaction_isolation serializable"),
    (
      "set session characteristics as transaction isolation level read committed",
      "set default_transaction_isolation read committed"
    ),
    ("reset all", "reset all"),
    ("reset x", "reset x"),
    ("show search_path", "show search_path"),
    ("show all", "show all"),
    ("show transaction isolation level", "show transaction_isolation"),
    ("show time zone", "show timezone"),
    ("show table t", "show TABLE t"),
    ("show tables from schema dev.public", "show TABLES dev.public"),
    ("show columns from table d.s.t like 'a%' limit 3", "show COLUMNS d.s.t like 'a%' limit 3"),
    ("show constraints foreign keys exported from table t", "show CONSTRAINTS FOREIGN KEYS EXPORTED t"),
    ("show databases", "show DATABASES"),
    ("show grants on table t for role r", "show GRANTS ON TABLE t"),
    ("begin", "begin"),
    ("begin transaction isolation level serializable, read only", "begin read only"),
    ("set transaction read only", "transaction - read only"),
    (
      "set session characteristics as transaction isolation level serializable read write",
      "session serializable read write"
    ),
    ("start transaction read write", "begin read write"),
    ("commit work", "commit"),
    ("end", "commit"),
    ("end transaction;", "commit"),
    ("rollback", "rollback"),
    ("abort work", "rollback"),
    ("savepoint a", "savepoint a"),
    ("release savepoint a", "release a"),
    ("release a", "release a"),
    ("rollback to savepoint a", "rollback to a"),
    ("rollback transaction to a", "rollback to a"),
    ("cancel 12 'enough'", "cancel 12 enough"),
    ("analyze", "ANALYZE: "),
    ("analyze verbose t (a, b) predicate columns", "ANALYZE: t"),
    ("vacuum", "VACUUM: "),
    ("vacuum full t to 99 percent boost", "VACUUM: t"),
    ("vacuum delete only s.t", "VACUUM: s.t"),
    ("vacuum reindex t", "VACUUM: t"),
    ("vacuum sort only", "VACUUM: "),
    ("grant select, insert on table s.t, u to dev", "grant SELECT,INSERT on s.t u : dev"),
    ("grant all on all tables in schema s to group g with grant option", "grant option all in s : group g"),
    ("grant usage on schema s to dev", "grant USAGE on schema s : dev"),
    ("grant role r to dev", "grant role r : dev"),
    ("grant create user, access catalog to role r", "grant CREATE USER,ACCESS CATALOG : role r"),
    ("revoke grant option for select on t from u cascade", "revoke option SELECT on t : u"),
    ("revoke all on t from public", "revoke all on t : public"),
    ("comment on table t is 'x'", "comment table t: x"),
    ("comment on column s.t.c is null", "comment column s.t c: -"),
    ("comment on constraint k on s.t is 'x'", "comment constraint k s.t: x"),
    ("comment on function f(int) is 'x'", "comment function f: x"),
    ("comment on language l is 'x'", "unsupported COMMENT ON LANGUAGE"),
    ("lock table a, b in exclusive mode", "LOCK TABLE: a b"),
    ("create user dev with password 'Aa1' in group g", "create user dev 2"),
    ("drop group if exists g", "drop group g ?"),
    ("alter user dev createdb", "alter user dev 1"),
    (
      "alter default privileges in schema s grant select on tables to dev",
      "default in [\"s\"]: grant SELECT on tables : dev"
    ),
    (
      "merge into t using s x on a = b when matched then delete when not matched then insert (c) values (1)",
      "merge t using s x on (= a b) delete insert(c) 1"
    ),
    (
      "merge into t using s on a = b when matched then update set c = 1 when not matched then insert values (1, 2)",
      "merge t using s on (= a b) update c=1 insert() 1 2"
    ),
    ("merge into t using s on a = b remove duplicates", "merge t using s on (= a b) remove duplicates"),
    ("create or replace procedure p() as $$ begin; end; $$ language plpgsql;", "procedure* p()"),
    ("create function f(integer) returns int stable as $$ select $1 $$ language sql", "function f(in integer)"),
    (
      "create materialized view v auto refresh yes backup no sortkey (a) as select 1 a;",
      "materialized v auto sortkey a, backup false 'select 1 a'"
    ),
    ("refresh materialized view v cascade", "refresh v cascade"),
    ("alter materialized view v auto refresh no", "materialized v auto=false"),
    ("alter materialized view v alter diststyle all", "materialized v style all"),
    ("create external schema s from kafka", "unsupported CREATE EXTERNAL SCHEMA … FROM KAFKA"),
    ("create external table s.t stored as parquet", "unsupported CREATE EXTERNAL TABLE AS"),
    ("create database d", "create database d"),
    ("call p(1)", "call p(1)"),
    ("prepare p as select 1", "prepare p() {select 1} 'select 1'"),
    ("execute p (1)", "execute p(1)"),
    ("declare c cursor for select 1", "declare c {select 1}"),
    ("fetch all from c", "fetch all c"),
    ("fetch c", "fetch rows(1) c"),
    ("move forward 3 in c", "move rows(3) c"),
    ("fetch next", "fetch rows(1) next"),
    ("close c", "close c"),
    ("deallocate prepare p", "deallocate p"),
    ("drop materialized view v", "drop materializedView v"),
  ])
  func statements(_ sql: String, _ expected: String) throws {
    #expect(try SQLParser.parseStatement(sql).brief == expected)
  }

  @Test(arguments: [
    ("copy t from 's3://b/k' iam_role 'arn'", "copy t() 's3://b/k' iam_role 'arn'"),
    (
      "COPY staging_events FROM 's3://udacity-dend/log_data'\nCREDENTIALS 'aws_iam_role=arn'\nREGION "
        + "'us-west-2'\nFORMAT AS JSON 's3://udacity-dend/log_json_path.json'\nTIMEFORMAT 'epochmillisecs';",
      "copy staging_events() 's3://udacity-dend/log_data' credentials 'aws_iam_role=arn'; region 'us-west-2'; "
        + "json 's3://udacity-dend/log_json_path.json'; timeformat 'epochmillisecs'"
    ),
    (
      "copy s.t (a, \"B\") from 's3://x' with credentials as 'c' compupdate off statupdate on format json as "
        + "'auto' timeformat as 'auto' dateformat 'auto' blanksasnull emptyasnull truncatecolumns acceptinvchars as "
        + "'^' maxerror as 10 ignoreheader 1 gzip",
      "copy s.t(a b) 's3://x' credentials 'c'; compupdate off; statupdate on; json 'auto'; timeformat 'auto'; "
        + "dateformat 'auto'; blanksasnull; emptyasnull; truncatecolumns; acceptinvchars '^'; maxerror 10; "
        + "ignoreheader 1; gzip"
    ),
    (
      "copy t from 's3://x' iam_role default json's3://p' acceptinvchars",
      "copy t() 's3://x' iam_role default; json 's3://p'; acceptinvchars"
    ),
    (
      "copy t from 's3://x' format as json region as 'r' iam_role as 'a'",
      "copy t() 's3://x' json; region 'r'; iam_role 'a'"
    ),
    (
      "copy t from 's3://x' csv quote as '\"' delimiter ',' null as '\\N' escape manifest access_key_id 'a' "
        + "secret_access_key 'b' session_token 'c'",
      "copy t() 's3://x' csv; quote '\"'; delimiter ','; null '\\N'; escape; manifest; access_key_id 'a'; "
        + "secret_access_key 'b'; session_token 'c'"
    ),
    (
      "copy t from 's3://x' as parquet fixedwidth as 'a:1' encoding as utf16le comprows 1000 compupdate preset "
        + "noload explicit_ids fillrecord removequotes roundec trimblanks",
      "copy t() 's3://x' parquet; fixedwidth 'a:1'; encoding utf16le; comprows 1000; compupdate preset; noload; "
        + "explicit_ids; fillrecord; removequotes; roundec; trimblanks"
    ),
    (
      "copy t from 's3://x' shapefile simplify auto compupdate statupdate",
      "copy t() 's3://x' shapefile; simplify auto; compupdate; statupdate"
    ),
    ("copy t from 's3://x' json 'auto' job create j auto on", "unsupported COPY JOB"),
    ("copy job run j", "unsupported COPY JOB"),
    (
      "unload ('select * from t where a = ''x''') to 's3://b/p' iam_role 'r' format as csv header parallel off "
        + "allowoverwrite maxfilesize 5 mb extension 'txt'",
      "unload 'select * from t where a = 'x'' 's3://b/p' iam_role 'r'; csv; header; parallel off; "
        + "allowoverwrite; maxfilesize 5242880; extension 'txt'"
    ),
    (
      "unload ('select \\'x\\', 1') to 'p' manifest verbose partition by (a, b) include delimiter as '|' "
        + "addquotes escape null as 'n' gzip maxfilesize 1 gb",
      "unload 'select 'x', 1' 'p' manifest verbose; partition (a b); include; delimiter '|'; addquotes; escape; "
        + "null 'n'; gzip; maxfilesize 1073741824"
    ),
    ("unload ($$select 'x'$$) to 'p' parquet cleanpath", "unload 'select 'x'' 'p' parquet; cleanpath"),
  ])
  func loads(_ sql: String, _ expected: String) throws {
    #expect(try SQLParser.parseStatement(sql).brief == expected)
  }
}
