import Scheduling
import TestSupport
import Testing
import Verification

/// Folders of given files, SQL and expected tables.
@Suite struct FolderCheckTests {
  private func folder(expecting csv: String?) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(
      "given/bucket/songs.json", #"{"id":1,"title":"a, b","plays":1.5} {"id":2,"title":""} {"id":3,"title":"c"}"#)
    try folder.write("1_create.sql", "CREATE TABLE songs (id INT, title VARCHAR(9), plays NUMERIC(6,2), hot BOOLEAN);")
    try folder.write(
      "2_load.sql",
      "COPY songs FROM 's3://bucket/songs' IAM_ROLE 'r' JSON 'auto';\nUPDATE songs SET hot = true WHERE id = 1")
    if let csv { try folder.write("expect/songs.csv", csv) }
    return folder
  }

  private func run(_ folder: TemporaryFolder, updates: Bool = false) throws -> CheckReport {
    #expect(try CheckFinder.find([folder.path]) == [.folder(folder.path)])
    return try CheckRunner(pool: WorkerPool(threads: 1), s3Root: nil, updates: updates).run(.folder(folder.path))
  }

  @Test(arguments: [
    "id,title,plays,hot\n1,\"a, b\",1.50,t\n2,\"\",\\N,\\N\n3,c,\\N,\\N\n",
    "id,title,plays,hot\n3,c,,\n2,,,\n1,\"a, b\",1.5,true\n",
    "hot,id\r\n\\N,3\r\ntrue,1\r\n\\N,2\r\n",
  ]) func agrees(_ csv: String) throws {
    let report = try run(folder(expecting: csv))
    #expect(report.failures == [])
    #expect(report.passed == 1)
  }

  @Test(arguments: [
    ("id,title\n1,\"a, b\"\n2,\"\"\n3,d\n", ["1 changed", "~ 3,d", "title: expected d, got c"]),
    ("id,title\n1,\"a, b\"\n2,\"\"\n", ["1 surplus", "+ 3,c", "expected 2 rows, got 3"]),
    ("id\n1\n2\n3\n4\n", ["1 missing", "- 4"]),
    ("id\n1\n2\n3\n3\n", ["1 missing", "- 3"]),
    ("id,nonsense\n1,2\n", ["no column nonsense"]),
    ("id,title\n1\n", ["songs.csv:2: 1 fields, but the header has 2"]),
    ("id,title\n1,\"a\n", ["a quoted field does not end"]),
  ]) func differs(_ csv: String, _ texts: [String]) throws {
    let message: String
    do {
      message = try run(folder(expecting: csv)).failures.first?.message ?? "no failure"
    } catch { message = "\(error)" }
    for text in texts { #expect(message.contains(text), "\(message)") }
  }

  @Test func updates() throws {
    let folder = try folder(expecting: "id\n9\n")
    #expect(try run(folder, updates: true).failures == [])
    #expect(
      try folder.read("expect/songs.csv") == "id,title,plays,hot\n1,\"a, b\",1.50,t\n2,\"\",\\N,\\N\n3,c,\\N,\\N\n")
    #expect(try run(folder).failures == [])
  }

  @Test func writesTheFirstExpectations() throws {
    let folder = try folder(expecting: nil)
    #expect(try run(folder, updates: true).failures == [])
    #expect(try run(folder).passed == 1)
  }

  @Test func failedStatement() throws {
    let folder = try folder(expecting: "id\n1\n")
    try folder.write("3_more.sql", "SELECT 1;\n\nSELECT * FROM missing")
    let message = try run(folder).failures.first?.message ?? ""
    #expect(message.contains("3_more.sql:3") && message.contains("42P01"), "\(message)")
  }

  @Test func missingTable() throws {
    let folder = try folder(expecting: nil)
    try folder.write("expect/artists.csv", "id\n1\n")
    #expect(try run(folder).failures.first?.message.contains("42P01") == true)
  }

  @Test func junit() throws {
    var report = CheckReport(name: "a<b>.slt")
    report.passed = 2
    report.failures = [CheckFailure(line: 7, message: "expected \"1\" & got 2\nSELECT 1")]
    let text = JUnitReport.text([report])
    #expect(text.contains(#"<testsuites tests="3" failures="1">"#))
    #expect(text.contains(#"name="a&lt;b&gt;.slt""#))
    #expect(text.contains(#"name="line 7""#))
    #expect(text.contains(#"message="expected &quot;1&quot; &amp; got 2""#))
  }
}
