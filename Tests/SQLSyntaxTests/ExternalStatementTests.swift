import SQLSyntax
import Testing

@Suite struct ExternalStatementTests {
  @Test func schema() throws {
    let text = """
      create external schema if not exists s from data catalog database 'D' region 'us-west-2'
      iam_role 'arn' catalog_role 'other' create external database if not exists
      """
    guard case .external(.createSchema(let schema)) = try SQLParser.parseStatement(text) else {
      Issue.record("another statement")
      return
    }
    var expected = CreateExternalSchema(name: "s", ifNotExists: true)
    (expected.database, expected.region, expected.role) = ("d", "us-west-2", "arn")
    #expect(schema == expected)
  }

  @Test func delimitedTable() throws {
    let table = try parseTable(
      """
      create external table s.t (a int, b varchar(5)) partitioned by (c date)
      row format delimited lines terminated by '\\n' fields terminated by '\\t'
      stored as textfile location 's3://b/k/' table properties ('numRows'='1', 'x'='y')
      """)
    #expect(table.name.parts == ["s", "t"])
    #expect(table.columns.map(\.name) == ["a", "b"])
    #expect(table.partitionColumns.map(\.name) == ["c"])
    #expect(table.rowFormat == .delimited(fields: "\\t", lines: "\\n"))
    #expect(table.fileFormat == .named("TEXTFILE"))
    #expect(table.location == "s3://b/k/")
    #expect(table.properties.map(\.name) == ["numRows", "x"])
    #expect(table.properties.map(\.value) == ["1", "y"])
  }

  @Test func serdeTable() throws {
    let table = try parseTable(
      """
      create external table s.t (a int) row format serde 'x.Y' with serdeproperties ('quoteChar'='\\"')
      stored as inputformat 'in' outputformat 'out' location 's3://b/k/'
      """)
    guard case .serde("x.Y", let properties) = table.rowFormat else {
      Issue.record("another row format")
      return
    }
    #expect(properties.map(\.value) == ["\\\""])
    #expect(table.fileFormat == .classes(input: "in", output: "out"))
  }

  @Test(arguments: [
    "create external schema s from data catalog", "create external schema s database 'd'",
    "create external table s.t (a int)", "create external table s.t (a int) stored as textfile",
    "create external table s.t (a int) location 's3://b/' stored as textfile",
    "create external table s.t (a int) row format delimited fields by ',' location 's3://b/'",
    "alter table s.t add partition (a) location 's3://b/'", "alter table s.t add partition (a=1)",
    "alter table s.t drop partition ()", "alter table s.t partition (a=1) location 's3://b/'",
    "drop schema s drop external cascade",
  ])
  func refused(_ text: String) { #expect(throws: (any Error).self) { try SQLParser.parseStatement(text) } }

  private func parseTable(_ text: String) throws -> CreateExternalTable {
    guard case .external(.createTable(let table)) = try SQLParser.parseStatement(text) else {
      throw NoExternalTable()
    }
    return table
  }
}

private struct NoExternalTable: Error {}
