import Foundation
import TestSupport
import Testing

/// `localshift run --export`, which begins with a large table before the last statement has run.
@Suite struct RunExportTests {
  /// A table of 131,072 rows, and a small one; the large one is settled then.
  private static let beginning =
    "CREATE TABLE large (n INT, s VARCHAR(20)); INSERT INTO large VALUES (0, 'row');\n"
    + (0..<17).map { "INSERT INTO large SELECT n + \(1 << $0), 'row ' || (n % 100) FROM large;\n" }.joined()
    + "CREATE TABLE small AS SELECT n FROM large WHERE n < 1000;\n"

  private func files(_ folder: TemporaryFolder, _ name: String) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for path in folder.names where path.hasPrefix(name + "/") {
      // A folder has no bytes.
      files[String(path.dropFirst(name.count))] = (try? folder.bytes(path)) ?? []
    }
    return files
  }

  @Test(arguments: [
    "SELECT MAX(n) FROM large; INSERT INTO small SELECT n FROM large;",
    "ALTER TABLE large RENAME TO renamed; SELECT COUNT(*) FROM renamed;",
    "BEGIN; DELETE FROM large; ROLLBACK; SELECT 1; CREATE SCHEMA s; CREATE TABLE s.large AS SELECT * FROM small;",
    "DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE large (x INT); SELECT 1;",
  ])
  func itIsWhatOneBegunAtTheEndIs(_ rest: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("a.sql", Self.beginning)
    try folder.write("b.sql", rest)
    let paths = [folder.path + "/a.sql", folder.path + "/b.sql"]
    let early = try CommandLine(list: ["run", "--quiet", "--export", folder.path + "/early"] + paths)
    let late = try CommandLine(list: ["run", "--quiet", "--keep-going", "--export", folder.path + "/late"] + paths)
    let unsynced = try CommandLine(
      list: ["run", "--quiet", "--sync", "never", "--export", folder.path + "/unsynced"] + paths)
    #expect(early.status == 0 && late.status == 0, "\(early.errors)\(late.errors)")
    #expect(try files(folder, "early") == files(folder, "late"))
    #expect(try files(folder, "early") == files(folder, "unsynced"), "\(unsynced.errors)")
    #expect(try files(folder, "early").keys.contains("/load.sql"))
    #expect(try CommandLine("verify", folder.path + "/early").status == 0)
  }

  @Test func aFailureBehindItLeavesNothing() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.sql", Self.beginning + "SELECT * FROM nowhere;")
    let answer = try CommandLine("run", "--quiet", "--export", folder.path + "/out", folder.path + "/a.sql")
    #expect(answer.status == 1 && answer.errors.contains("nowhere"))
    #expect(folder.names == ["a.sql"])
  }
}
