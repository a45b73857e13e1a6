import SQLSyntax
import SQLTypes
import TestSupport
import Testing

/// Whatever the text, the parser answers with a tree or with an error that has a place within the text.
@Suite struct RandomTextTests {
  private static let words = """
    select from where group by having order limit offset union all except intersect with recursive as in not null is \
    and or between like ilike similar to escape case when then else end cast try_cast extract substring position trim \
    date time timestamp interval '1' 'a' "b" a b t 1 2.5 1e3 ( ) ( ) , . ; + - * / % ^ || :: = <> < > [ ] $1 ~ ~* \
    insert into values default update set delete using create table temp view schema if exists drop alter add column \
    rename truncate copy unload json iam_role format csv primary key references distkey sortkey diststyle encode \
    identity begin commit rollback analyze vacuum grant on over partition rows unbounded preceding current row \
    array exists any distinct top count sum left right join inner full cross natural rollup cube grouping sets \
    explain show reset comment lock pivot qualify within filter ignore nulls first last at zone collate operator int \
    varchar double precision $$x$$ E'\\n' -- /* */ \\ é
    """.split(separator: " ").map(String.init)

  private func check(_ text: String) {
    do {
      _ = try SQLParser.parseStatement(text)
    } catch {
      let place = error.position ?? 1
      #expect(place >= 1 && place <= text.unicodeScalars.count + 1, "\(text)")
    }
    for statement in ScriptSplitter.split(text) { _ = try? SQLParser.parseStatement(statement.text) }
  }

  @Test func wordsInAnyOrder() {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<8_000 {
      let count = Int.random(in: 1...25, using: &generator)
      check((0..<count).map { _ in Self.words.randomElement(using: &generator) ?? "" }.joined(separator: " "))
    }
  }

  @Test(arguments: [
    "select a, count(*) over (partition by b order by c rows between 1 preceding and 2 following) x from (t join "
      + "u on a = b) where a in (1, 2) and b like 'x%' group by 1 having count(*) > 2 order by 1 desc nulls last "
      + "limit 3;",
    "create table if not exists s.t (a bigint identity(0,1) not null primary key, b varchar(max) default 'x' "
      + "encode zstd, primary key (a)) diststyle key distkey(a) compound sortkey (a, b)",
    "copy s.t (a, b) from 's3://b/k' credentials 'aws_iam_role=x' region 'us-west-2' format as json 'auto' "
      + "timeformat 'epochmillisecs' truncatecolumns maxerror as 5",
    "insert into t (a, b) select distinct timestamp 'epoch' + ts/1000 * interval '1 second', extract(hour from "
      + "x)::int from s.u a left join v using (k) where page = 'NextSong'",
    "with a as (select case x when 1 then 'a' else E'b\\n' end from t) update u set b = (select max(c) from a) "
      + "where d between 1 and 2",
  ])
  func damagedStatements(_ statement: String) {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      var bytes = Array(statement.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.removeSubrange(index..<min(index + Int.random(in: 1...8, using: &generator), bytes.count - 1))
        default: bytes.insert(contentsOf: bytes[0..<index].suffix(6), at: index)
        }
      }
      check(String(decoding: bytes, as: UTF8.self))
    }
  }
}
