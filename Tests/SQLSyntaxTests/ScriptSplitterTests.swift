import SQLSyntax
import Testing

@Suite struct ScriptSplitterTests {
  static let scripts: [(String, [String])] = [
    ("", []),
    (" ; ;\n-- nothing\n /* ; */ ;", []),
    ("select 1", ["1:select 1"]),
    ("select 1;", ["1:select 1;"]),
    ("\n\nselect 1 ;\n select 2\n;\n", ["3:select 1 ;", "4:select 2\n;"]),
    ("select ';' ; select \";\";", ["1:select ';' ;", "1:select \";\";"]),
    ("select 'it''s;' ; b", ["1:select 'it''s;' ;", "1:b"]),
    ("select 'a\\'; b'; c", ["1:select 'a\\'; b';", "1:c"]), ("select 'a\\\\'; b;", ["1:select 'a\\\\';", "1:b;"]),
    ("select E'a\\'; b'; c", ["1:select E'a\\'; b';", "1:c"]),
    ("select e'a'';'; date'x;'; c", ["1:select e'a'';';", "1:date'x;';", "1:c"]),
    ("-- a; b\nselect 1 -- c; d\n+ 2; x", ["2:select 1 -- c; d\n+ 2;", "3:x"]),
    ("/* a; /* b; */ ; */ select 1; x", ["1:select 1;", "1:x"]),
    ("a / b - c; d", ["1:a / b - c;", "1:d"]),
    (
      "create procedure p() as $$ begin; end; $$ language plpgsql;\nx",
      ["1:create procedure p() as $$ begin; end; $$ language plpgsql;", "2:x"]
    ),
    ("select $q$ $$ ; $q$; a$b;c", ["1:select $q$ $$ ; $q$;", "1:a$b;", "1:c"]),
    ("select $1; b", ["1:select $1;", "1:b"]),
    ("\\d t\nselect 1;\n\\q", ["1:\\d t", "2:select 1;", "3:\\q"]),
    ("select 'open\n; x", ["1:select 'open\n; x"]),
    ("select 1; /* never", ["1:select 1;", "1:/* never"]),
    ("select 1 -- end", ["1:select 1"]),
    ("\u{FEFF}select 'é';\nb", ["1:select 'é';", "2:b"]),
  ]

  @Test(arguments: scripts)
  func splits(_ script: String, _ expected: [String]) {
    #expect(ScriptSplitter.split(script).map { "\($0.line):\($0.text)" } == expected)
  }

  @Test(arguments: scripts)
  func splitsTheSameByteByByte(_ script: String, _ expected: [String]) {
    var splitter = ScriptSplitter()
    var found: [ScriptStatement] = []
    for byte in script.utf8 {
      splitter.append(bytes: [byte])
      while let statement = splitter.next() { found.append(statement) }
    }
    while let statement = splitter.finish() { found.append(statement) }
    #expect(found == ScriptSplitter.split(script))
  }

  @Test func tellsWhereAndWhetherStatementsEnd() {
    let statements = ScriptSplitter.split("a;\n  b ; c")
    #expect(statements.map(\.offset) == [0, 5, 9])
    #expect(statements.map(\.isTerminated) == [true, true, false])
  }

  @Test func knowsWhenAPromptMustAskForMore() {
    var splitter = ScriptSplitter()
    #expect(splitter.isIdle)
    splitter.append("select 'a\n")
    #expect(splitter.next() == nil)
    #expect(!splitter.isIdle)
    splitter.append("b'; -- done\n")
    #expect(splitter.next()?.text == "select 'a\nb';")
    #expect(splitter.next() == nil)
    #expect(splitter.isIdle)
  }
}
