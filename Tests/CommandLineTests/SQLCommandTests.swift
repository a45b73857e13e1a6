import TestSupport
import Testing

/// `localshift sql`, `help`, and what is said where nothing runs.
@Suite struct SQLCommandTests {
  @Test func commandsAndFilesRunInTheOrderGiven() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.sql", "select 'file'")
    let path = folder.path + "/a.sql"
    let answer = try CommandLine("sql", "--format", "csv", "-f", path, "-c", "select 'one'", "-f", path)
    #expect(answer.output.split(separator: "\n").filter { $0 != "?column?" } == ["file", "one", "file"])
  }

  @Test func keepGoingGoesOnOverAll() throws {
    let answer = try CommandLine(
      "sql", "--keep-going", "--format", "csv", "-c", "select nothing; select 1", "-f", "/nowhere", "-c", "select 2")
    #expect(answer.output.split(separator: "\n").filter { $0 != "?column?" } == ["1", "2"])
    #expect(answer.status == 3)
    #expect(try CommandLine("sql", "--keep-going", "-c", "select nothing; select 1").status == 1)
    #expect(try CommandLine("sql", "-c", "select nothing", "-c", "select 1").output.isEmpty)
  }

  @Test func whatStandsForNullCanBeSet() throws {
    func rows(_ arguments: String...) throws -> [Substring] {
      try CommandLine(list: ["sql", "-c", "select null, '', 'x', '\\\\N'"] + arguments).output.split(separator: "\n")
    }
    #expect(try rows("--format", "csv").last == #"\N,"",x,"\N""#)
    #expect(try rows("--format", "csv", "--null", "").last == #","",x,\N"#)
    #expect(try rows("--format", "csv", "--null", "x").last == #"x,"","x",\N"#)
    #expect(try CommandLine("sql", "--null", "x", "-c", "select 1").status == 2)
  }

  @Test func programsGetCharsOfTheirLength() throws {
    func rows(_ format: String) throws -> String {
      try CommandLine("sql", "--format", format, "-c", "select 'ab'::char(4) a, null::char(3) b, 'x'::varchar(9) c")
        .output
    }
    #expect(try rows("csv") == "a,b,c\nab  ,\\N,x\n")
    #expect(try rows("tsv") == "a\tb\tc\nab  \t\\N\tx\n")
    #expect(try rows("json") == #"{"a":"ab  ","b":null,"c":"x"}"# + "\n")
    #expect(try rows("markdown").contains("| ab | "), "for people")
  }

  @Test func helpIsFoundBothWays() throws {
    #expect(try CommandLine("help", "run").output == CommandLine("run", "--help").output)
    #expect(try CommandLine("--help").output.contains("--version"))
    #expect(try CommandLine("help", "rn").errors.contains("Did you mean \"run\"?"))
  }

  /// `psql -h host` behind `exec` names a host.
  @Test(arguments: [["--"], []])
  func anotherCommandsOptionsAreItsOwn(_ fence: [String]) throws {
    let command = fence + ["echo", "-h", "--help", "--port", "1", "--", "-x"]
    let run = try CommandLine(list: ["exec", "--port", "0", "--no-aws"] + command)
    #expect(run.output == "-h --help --port 1 -- -x\n")
    #expect(try CommandLine(list: ["exec", "--port", "0", "-h", "echo"]).output.hasPrefix("usage: "))
  }

  @Test(arguments: [
    ("SELCT 1", "SELECT"), ("select 1 form t", "FROM"), ("select a from t where a = 1 gruop by a", "GROUP"),
    ("INSRET INTO t VALUES (1)", "INSERT"),
    ("select uper('a')", "upper"), ("select coalesc(1, 2)", "coalesce"), ("select sume(1)", "sum"),
    ("create table t (song_id int, title text); copy t (song_id, titel) from 'x'", "title"),
    ("create schema mart; create table mart.items (a int); select * from items", "mart.items"),
  ])
  func whatIsMisspeltGetsASuggestion(_ sql: String, _ word: String) throws {
    let answer = try CommandLine("sql", "-c", sql)
    #expect(
      answer.status == 1 && answer.errors.contains("Perhaps you meant") && answer.errors.contains("\"\(word)\""),
      "\(answer.errors)")
  }

  @Test func theCaretIsRightBehindPlaceholders() throws {
    let answer = try CommandLine("sql", "--set", "A.B=1 /* long */", "-c", "select ${A.B}, ${A.B} frm x y")
    let lines = answer.errors.split(separator: "\n")
    #expect(
      lines[1] == "LINE 1: select ${A.B}, ${A.B} frm x y" && lines[2] == "                                  ^",
      "\(answer.errors)")
  }

  @Test func whereNothingRanItIsSaid() throws {
    let folder = try TemporaryFolder()
    try folder.write("empty.sql", "-- nothing\n")
    try folder.write("empty.slt", "# nothing\n")
    let (sql, slt) = (folder.path + "/empty.sql", folder.path + "/empty.slt")
    for arguments in [["run", sql], ["sql", "-f", sql], ["sql", "-c", ";"]] {
      let answer = try CommandLine(list: arguments)
      #expect(answer.status == 0 && answer.errors.contains("nothing ran"), "\(arguments)")
    }
    let answer = try CommandLine("test", slt)
    #expect(answer.status == 1 && answer.errors.contains("nothing ran"))
  }

  /// What is written here cannot be named by a place on S3, and nothing runs before that is said.
  @Test(arguments: [
    ["run", "--export", "s3://b/x", "Fixtures/sparkify"], ["exec", "--export=s3://b/x", "--", "true"],
    ["sql", "--s3-root", "s3://b", "-c", "select 1"], ["test", "--junit", "s3://b/x", "Fixtures/scripts/select"],
    ["generate", "sparkify", "s3://b/x"],
  ])
  func placesOfThisMachineAreNotOnS3(_ arguments: [String]) throws {
    let answer = try CommandLine(list: arguments)
    #expect(answer.status == 2 && answer.errors.contains("of this machine, not s3://b"), "\(answer.errors)")
    #expect(answer.output.isEmpty)
    if answer.errors.contains("--export takes") { #expect(answer.errors.contains("--upload")) }
  }

  /// A target that cannot be made, a file, a folder of something else: said before the first statement runs.
  @Test func targetsAreTriedBeforeThePipelineRuns() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.sql", "select 42;")
    try folder.write("file", "x")
    try folder.write("other/mine.txt", "x")
    for target in ["/proc/nope/out", folder.path + "/file", folder.path + "/other", folder.path + "/file/out"] {
      let answer = try CommandLine("run", "--export", target, folder.path + "/a.sql")
      #expect(answer.status == 3 && answer.errors.contains("58030"), "\(target): \(answer.errors)")
      #expect(answer.output.isEmpty, "\(target): \(answer.output)")
    }
    #expect(try folder.read("other/mine.txt") == "x")
  }

  @Test func anExportAfterFailuresHoldsWhatStands() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.sql", "create table t as select 1 a; select * from nowhere; create table u as select 2 b;")
    let out = folder.path + "/out"
    let answer = try CommandLine("run", "--keep-going", "--export", out, folder.path + "/a.sql")
    #expect(answer.status == 1 && answer.errors.contains("statement 2 (\(folder.path)/a.sql:1)"), "\(answer.errors)")
    #expect(try CommandLine("verify", out).output.contains("ok  u: 1 rows"))
    #expect(answer.errors.contains("hold what stands"))
  }
}
