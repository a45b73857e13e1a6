import Catalogs
import Loading
import ObjectStore
import SQLTypes
import Testing

/// Where COPY reads from (copy.md part 6).
@Suite struct CopySourceTests {
  let harness = CopyHarness()
  let table = TableDefinition(("a", .integer))

  private func message(_ statement: String) -> String? {
    #expect(throws: SQLError.self) { try harness.copy(statement, table) }?.message
  }

  @Test func prefixesAreNoFolders() throws {
    harness.put("d/x", "1\n")
    harness.put("d_more/y", "2\n")
    harness.put("e/z", "3\n")
    #expect(try harness.copy("COPY t FROM 's3://b/d'", table).rows == [[.int(1)], [.int(2)]])
    #expect(try harness.copy("COPY t FROM 's3://b/d/'", table).rows == [[.int(1)]])
  }

  @Test func missingObjectsAreStatementErrors() throws {
    #expect(message("COPY t FROM 's3://b/none'") == "The specified S3 prefix 'none' does not exist")
    #expect(message("COPY t FROM 's3://b/none' MANIFEST")?.hasPrefix("Problem reading manifest file") == true)
    harness.put("d", "{}")
    #expect(message("COPY t FROM 's3://b/d' JSON 's3://b/paths'") == "The specified key does not exist")
    #expect(message("COPY t FROM '/nowhere/at/all'")?.contains("/nowhere/at/all") == true)
  }

  @Test func manifestsNameFilesInTheirOrder() throws {
    harness.put("x/2", "2\n")
    harness.put("x/1", "1\n")
    harness.put(
      "m",
      #"{"entries":[{"url":"s3://b/x/2","mandatory":true},{"url":"s3://b/x/none"},"#
        + #"{"url":"s3://b/x/1"},{"url":"s3://b/x/1"}]}"#
    )
    let result = try harness.copy("COPY t FROM 's3://b/m' MANIFEST", table)
    #expect(result.rows == [[.int(2)], [.int(1)], [.int(1)]])
    #expect(result.commits.map(\.fileName) == ["s3://b/x/2", "s3://b/x/1", "s3://b/x/1"])
    harness.put("m", #"{"entries":[{"url":"s3://b/x/none","mandatory":true}]}"#)
    #expect(message("COPY t FROM 's3://b/m' MANIFEST") == "Mandatory url is not present in manifest file.")
    #expect(
      message("COPY t FROM 's3://b/x' MANIFEST") == "COPY with MANIFEST parameter requires full path of an S3 object.")
  }

  @Test func gzipIsReadToItsEndAndCheckedFor() throws {
    try harness.putGzip("z", "1\n2\nx\n")
    let result = try harness.copy("COPY t FROM 's3://b/z' GZIP MAXERROR 2", table)
    #expect(result.rows == [[.int(1)], [.int(2)]])
    #expect(result.errors.map(\.lineNumber) == [3])
    harness.put("plain", "1\n")
    #expect(message("COPY t FROM 's3://b/plain' GZIP")?.contains("gzip") == true)
  }

  @Test func forgettingGzipIsSeen() throws {
    try harness.putGzip("z", "1\n2\n")
    let failure = #expect(throws: CopyFailure.self) { try harness.copy("COPY t FROM 's3://b/z'", table) }
    #expect(failure?.error.hint == "The file looks compressed: add GZIP.")
  }

  @Test func tablesWithoutLoadableColumnsCountRecords() throws {
    var ids = TableDefinition(("id", .integer))
    ids.columns[0].identity = Identity(seed: 1, step: 1, isByDefault: false)
    harness.put("j", "{}\n{\"a\":1}")
    #expect(try harness.copy("COPY t FROM 's3://b/j' JSON 'auto'", ids).rows == [[.int(1)], [.int(2)]])
  }

  @Test func pathsNeedNoRoot() throws {
    harness.put("d/x", "1\n")
    #expect(try harness.copy("COPY t FROM '\(harness.root)/b/d'", table).rows == [[.int(1)]])
  }

  @Test func unknownColumnsAreNamed() throws {
    harness.put("d", "1\n")
    #expect(message("COPY t (z) FROM 's3://b/d'") == "column \"z\" of relation \"t\" does not exist")
    #expect(message("COPY t (a, a) FROM 's3://b/d'") == "column \"a\" specified more than once")
  }
}
