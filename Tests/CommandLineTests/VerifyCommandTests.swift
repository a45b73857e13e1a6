import TestSupport
import Testing

/// `localshift verify` as a person meets it: a whole folder, and every way in which one is not whole.
@Suite struct VerifyCommandTests {
  private static let script = """
    CREATE TABLE words (id INT IDENTITY(1, 1), word VARCHAR(20), spoken TIMESTAMP, loud BOOLEAN);
    INSERT INTO words (word, spoken, loud) VALUES
      ('one', '2018-11-01 21:01:46.796', TRUE), ('', NULL, NULL), (NULL, '0044-03-15 00:00:00', NULL),
      ('\\N', NULL, NULL), ('blank ', NULL, NULL);
    CREATE TABLE empty (d DECIMAL(38, 10), f FLOAT);
    """

  /// An exported folder, and what `verify` says of it after `damage`.
  private func verify(_ options: [String] = [], _ damage: (TemporaryFolder) throws -> Void = { _ in }) throws
    -> CommandLine
  {
    let folder = try TemporaryFolder()
    try folder.write("words.sql", Self.script)
    let made = try CommandLine(
      list: ["run", "\(folder.path)/words.sql", "--export", "\(folder.path)/out", "--quiet"] + options)
    #expect(made.status == 0, "\(made.errors)")
    try damage(folder)
    return try CommandLine("verify", "\(folder.path)/out")
  }

  @Test(arguments: [
    [], ["--s3-prefix", "s3://bucket/some/prefix"], ["--export-format", "tsv", "--compress", "gzip", "--header"],
    ["--compress", "zstd", "--parts", "3", "--s3-prefix", "s3://bucket/"],
  ])
  func aWholeFolder(_ options: [String]) throws {
    let answer = try verify(options)
    #expect(answer.status == 0 && answer.errors.isEmpty, "\(answer.errors)")
    #expect(answer.output == "ok  words: 5 rows\nok  empty: 0 rows\n")
  }

  @Test func aFileCutShort() throws {
    let answer = try verify { try $0.write("out/words/part-0000.csv", "1,one") }
    #expect(answer.status == 1)
    #expect(answer.errors.contains("words: words/part-0000.csv has 5 bytes, not "), "\(answer.errors)")
    #expect(answer.output == "ok  empty: 0 rows\n")
  }

  @Test func aFileMissing() throws {
    let answer = try verify { try $0.remove("out/words/part-0000.csv") }
    #expect(answer.status == 1 && answer.errors.contains("words/part-0000.csv is missing"), "\(answer.errors)")
  }

  @Test func aValueChanged() throws {
    let answer = try verify { folder in
      let text = try folder.read("out/words/part-0000.csv")
      try folder.write("out/words/part-0000.csv", text.replacing("one", with: "two"))
    }
    #expect(answer.status == 1)
    #expect(answer.errors.contains("some of the 5 rows have other values than were exported"), "\(answer.errors)")
  }

  @Test func aRowMoreOrLess() throws {
    let answer = try verify { folder in
      let text = try folder.read("out/contents.json")
      try folder.write("out/contents.json", text.replacing("\"rows\": 5", with: "\"rows\": 6"))
    }
    #expect(answer.status == 1 && answer.errors.contains("5 rows came back, 6 were exported"), "\(answer.errors)")
  }

  @Test func aTableThatLoadSQLDoesNotMake() throws {
    let answer = try verify { try $0.write("out/load.sql", "SELECT 1;") }
    #expect(answer.status == 1 && answer.errors.contains("words: load.sql did not make the table"), "\(answer.errors)")
    let broken = try verify { try $0.write("out/load.sql", "CREATE TABLE words (a INT); SELECT nonsense;") }
    #expect(broken.status == 1 && broken.errors.contains("words: load.sql failed: 42703"), "\(broken.errors)")
  }

  @Test func whatIsNoLoadFolder() throws {
    let answer = try verify { try $0.remove("out/contents.json") }
    #expect(answer.status == 3 && answer.errors.contains("is no whole load folder: it has no contents.json"))
    let broken = try verify { try $0.write("out/contents.json", "{") }
    #expect(broken.status == 3 && broken.errors.contains("22023"), "\(broken.errors)")
    #expect(try CommandLine("verify").status == 2)
    #expect(try CommandLine("verify", "a", "b").status == 2)
  }
}
