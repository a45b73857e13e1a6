import Foundation
import TestSupport
import Testing

/// What `localshift inspect` prints, and how it answers wrong use.
@Suite struct InspectCommandTests {
  @Test func printsTablesForPeople() throws {
    let run = try CommandLine(
      "inspect", "--s3-root", "Fixtures/s3", "--schema", "Fixtures/inspect/schema.sql",
      "COPY venues FROM 's3://bucket/copy_errors/venues/' IAM_ROLE default")
    #expect(run.status == 1)
    #expect(
      run.output.contains(": 1 object, 78 bytes, Text\nread 4 records of 1 object, all of it; COPY would refuse 3"))
    #expect(
      run.output.contains("\n state  | field 3 | character(2)          |      2 |     0 |       1 |     10 | IL\n"))
    #expect(run.output.contains("venue.txt, line 3, column \"seats\" int4, value 'a18': Invalid digit"))
    #expect(run.errors.isEmpty)
  }

  @Test func fillsAPipelinesPlaceholders() throws {
    let run = try CommandLine(
      "inspect", "--schema", "Fixtures/sparkify", "COPY staging_events FROM '${S3.LOG_DATA}' JSON 'auto'")
    #expect(run.output.contains("the key \"firstname\" matches no record; the nearest key is \"firstName\""), "\(run)")
  }

  @Test func suggestsWhatToWrite() throws {
    let run = try CommandLine("inspect", "--s3-root", "Fixtures/s3", "s3://bucket/events")
    #expect(run.status == 0)
    #expect(run.output.contains("suggested table\nCREATE TABLE events (\n  userid integer,\n"))
    #expect(run.output.contains("suggested jsonpaths file\n{\n  \"jsonpaths\": [\n    \"$['userId']\",\n"))
    #expect(run.output.contains("JSON 'auto ignorecase';\n"))
  }

  @Test func printsOneObjectForPrograms() throws {
    let run = try CommandLine(
      "inspect", "--json", "--s3-root", "Fixtures/s3", "--schema", "Fixtures/inspect/schema.sql", "--table", "venues",
      "s3://bucket/copy_errors/venues/")
    let parsed = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    let report = try #require(parsed as? [String: Any])
    #expect(report["records"] as? Int == 4)
    #expect((report["columns"] as? [[String: Any]])?.map { $0["name"] as? String } == ["id", "name", "state", "seats"])
    #expect((report["problems"] as? [[String: Any]])?.map { $0["line"] as? Int } == [2, 3])
  }

  @Test(arguments: [
    (["inspect"], 2, "takes one COPY statement"), (["inspect", "a", "b"], 2, "takes one COPY statement"),
    (["inspect", "--tabel", "x", "a"], 2, "Did you mean --table?"),
    (["inspect", "--table", "x", "a"], 2, "--table needs --schema"),
    (["inspect", "--jsonpaths", "x", "COPY t FROM 'x'"], 2, "goes with a location"),
    (["inspect", "--all", "--records", "5", "a"], 2, "does not go with --records"),
    (["inspect", "--records", "0", "a"], 2, "a whole number from 1"),
    (["inspect", "x.sql"], 2, "is a script"), (["inspect", "no/such/place"], 1, "no such file or folder"),
    (["inspect", "COPY nope FROM 'x'"], 1, "--schema FILE.sql"), (["inspect", "COPY nope FRM 'x'"], 1, "42601"),
    (["inspect", "--schema", "no/such.sql", "COPY t FROM 'x'"], 3, "no such file or folder"),
  ])
  func answersWrongUse(_ arguments: [String], _ status: Int32, _ words: String) throws {
    let run = try CommandLine(list: arguments)
    #expect(run.status == status)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test func usageNamesTheCommand() throws {
    #expect(try CommandLine("--help").output.contains("localshift inspect [options] 'COPY ...' | LOCATION"))
    #expect(try CommandLine("inspect", "--help").output.contains("--jsonpaths LOCATION"))
  }

  @Test func rejectsAndWarningsFollowACopy() throws {
    let run = try CommandLine(
      "sql", "--s3-root", "Fixtures/s3", "-c",
      "CREATE TABLE p (id INT, firstname VARCHAR); COPY p FROM 's3://bucket/copy_errors/people/' JSON 'auto' MAXERROR 9"
    )
    #expect(run.status == 0)
    #expect(run.errors.contains("p.json, line 3, column \"id\" int4, value 'x2': Invalid digit"))
    #expect(run.errors.contains("WARNING:  nothing fills \"firstname\""))
  }
}
