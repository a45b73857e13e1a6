import Foundation
import TestSupport
import Testing

/// What goes in and out of the program: streams that fail, pipes, links, text that is no text.
@Suite struct StreamsTests {
  private func shell(_ script: String, _ arguments: String...) throws -> (output: String, errors: String, status: Int32)
  {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", script, TestSupport.CommandLine.program] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: Repository.path(""))
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaints = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (text, complaints, process.terminationStatus)
  }

  @Test(arguments: [
    "sql -c 'select 1'", "sql --format csv -c 'select 1'", "--help", "--version", "help run", "run <(echo 'select 1;')",
    "inspect Fixtures/sparkify/s3 --objects 1 --records 5", "test Fixtures/scripts/select/expressions.slt",
  ])
  func aFullDiskIsSaid(_ command: String) throws {
    let answer = try shell("\"$0\" \(command) > /dev/full")
    #expect(answer.status == 3 && answer.errors.contains("58030 could not write"), "\(answer.errors)")
    let closed = try shell("\"$0\" \(command) >&-")
    #expect(closed.status == 3, "\(closed.errors)")
  }

  @Test func aClosedPipeIsQuiet() throws {
    let answer = try shell("\"$0\" sql -c 'select generate_series(1, 100000)' | true; exit ${PIPESTATUS[0]}")
    #expect(answer.errors.isEmpty || !answer.errors.contains("58030"))
  }

  @Test func pipesAreReadAndDevicesWritten() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.slt", "query I\nselect 1\n----\n1\n")
    let slt = folder.path + "/a.slt"
    #expect(try shell("\"$0\" run --quiet <(echo 'select 41 + 1;')").output.contains("42"))
    #expect(try shell("echo 'select 41 + 1' | \"$0\" run --quiet /dev/stdin").output.contains("42"))
    #expect(
      try shell("mkfifo $1/f; echo 'select 41 + 1' > $1/f & \"$0\" sql -f $1/f", folder.path).output.contains("42"))
    #expect(try shell("\"$0\" test $1 --junit /dev/stdout", slt).output.contains("<testsuites"))
    #expect(try shell("\"$0\" test $1 --junit >(cat >&2)| cat; sleep 0.2", slt).errors.contains("<testsuites"))
    let full = try shell("\"$0\" test $1 --junit /dev/full", slt)
    #expect(full.status == 3 && full.errors.contains("no space left"))
    let script = "mkfifo $1/g; \"$0\" sql -c 'create table t (a int)' -c \"copy t from '$1/g'\""
    let copy = try shell(script, folder.path)
    #expect(copy.status == 1 && copy.errors.contains("pipe"), "\(copy.errors)")
  }

  @Test func outputsGoThroughLinks() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.slt", "query I\nselect 1\n----\n1\n")
    try folder.makeFolder("real")
    try folder.write("real/old.xml", "old")
    let script =
      "cd $1; ln -s real/old.xml link.xml; ln -s real/new.xml new.xml; for f in link new; do \"$0\" test a.slt --junit $f.xml; done"
    _ = try shell(script.replacingOccurrences(of: "\"$0\"", with: TestSupport.CommandLine.program), folder.path)
    for name in ["old", "new"] {
      #expect(try String(decoding: folder.bytes("real/\(name).xml"), as: UTF8.self).contains("<testsuites"))
    }
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/link.xml") == "real/old.xml")
  }

  @Test func aScriptThatIsNotUTF8IsRefusedWithThePlace() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.sql", Array("select 1;\nselect '".utf8) + [0xE9] + Array("';\n".utf8))
    let sql = folder.path + "/a.sql"
    for script in [
      "\"$0\" run $1", "\"$0\" sql -f $1", "\"$0\" sql < $1", "\"$0\" run - < $1", "\"$0\" test $1",
      "\"$0\" sql -c \"select '$(printf '\\xe9')'\"",
    ] {
      let answer = try shell(script, sql)
      #expect(answer.status == 3 && answer.errors.contains("22021"), "\(script)\n\(answer.errors)")
      if script.hasSuffix("$1") { #expect(answer.errors.contains("offset 18"), "\(answer.errors)") }
    }
  }

  @Test func noTerminalEscapesComeOut() throws {
    let folder = try TemporaryFolder()
    let evil = "\u{1b}]0;x\u{7}\u{9b}31m\u{202e}"
    try folder.write(
      "a.sql",
      """
      create table "t\(evil)" ("c\(evil)" varchar(99));
      insert into "t\(evil)" values ('v\(evil)');
      select * from "t\(evil)"; select * from "n\(evil)";
      """)
    try folder.write("a.slt", "query T\nselect 'v\(evil)'\n----\nw\(evil)\n\nstatement ok\nselect \"n\(evil)\"\n")
    try folder.write("a.csv", "h\(evil),b\n1,v\(evil)\n")
    let (sql, slt) = (folder.path + "/a.sql", folder.path + "/a.slt")
    for arguments in [
      ["run", sql], ["run", "--json", sql], ["sql", "-f", sql], ["sql", "--format", "markdown", "-f", sql],
      ["test", slt],
      ["inspect", folder.path + "/a.csv"], ["x\(evil)"], ["sql", "--x\(evil)"], ["run", "/no\(evil)"],
      ["run", "--set", "a.b=1", sql], ["run", "--export", folder.path + "/o\(evil)", sql],
      ["exec", "--", "/no\(evil)"],
      ["generate", "sparkify", "--events", "1", "--songs", "1", folder.path + "/g\(evil)"],
    ] {
      let answer = try CommandLine(list: arguments)
      for scalar in (answer.output + answer.errors).unicodeScalars where scalar != "\n" && scalar != "\t" {
        #expect(scalar.properties.generalCategory != .control && scalar != "\u{202e}", "\(arguments)")
      }
    }
  }

  @Test func columnsStandBelowEachOther() throws {
    let rows =
      "select '日本' a, 1 b union all select 'e\u{301}', 2 union all select '🎉👨‍👩‍👧', 3 union all select 'ﾊﾟx', 4 order by b"
    let lines = try CommandLine("sql", "-c", rows).output.split(separator: "\n").map(String.init)
    #expect(lines == [" a    | b", "------+---", " 日本 | 1", " e\u{301}    | 2", " 🎉👨‍👩‍👧 | 3", " ﾊﾟx  | 4", "(4 rows)"])
    let error = try CommandLine("sql", "-c", "select '日本', frm x y").errors.split(separator: "\n")
    #expect(
      error.last.map { $0.hasSuffix("^") && $0.utf8.count == "LINE 1: select '日本', frm x ".unicodeScalars.count + 3 }
        == true)
  }
}
