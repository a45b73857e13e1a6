import Catalogs
import Columnar
import Loading
import ObjectStore
import SQLTypes
import Scheduling
import Sessions
import TestSupport
import Testing

/// Any string through a literal, a DEFAULT, UNLOAD and a load folder is the same bytes afterwards (wire.md 6.6).
@Suite struct StringRoundTripTests {
  private static let pieces = [
    "\\", "\\\\", "'", "''", "\"", "\n", "\r", "\t", "n", "N", "b", "f", "0", "12", "x41", "u00e9", "é", "😀", ",", "|",
    ";", "$$",
    "--", "/*", " ", "a", "\u{feff}", "\u{1}", "%", "_", "{}", "null",
  ]

  private static func text(_ random: inout SeededGenerator) -> String {
    (0..<random.below(9)).map { _ in random.pick(pieces) }.joined()
  }

  private func session() -> Session {
    Session(database: Database(), pool: WorkerPool(threads: 1), storage: ObjectStorage())
  }

  private func strings(_ session: Session, _ query: String) throws -> [String?] {
    try session.execute(query).batches.flatMap { batch in
      (0..<batch.count).map { row -> String? in
        guard case .string(let text) = batch.columns[0].value(row) else { return nil }
        return text
      }
    }
  }

  @Test func theBytesStayTheSame() throws {
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let folder = try TemporaryFolder()
    let texts = (0..<150).map { _ in Self.text(&random) }
    let session = session()
    for (number, text) in texts.enumerated() {
      let literal = DDLText.literal(text)
      #expect(try strings(session, "select \(literal)") == [text], "seed \(seed): \(literal)")
      _ = try session.execute("create table d\(number) (k int, s varchar(200) default \(literal))")
      _ = try session.execute("insert into d\(number) (k) values (1)")
    }
    _ = try session.execute("create table t (k int, s varchar(200))")
    let rows = texts.enumerated().map { "(\($0.offset), \(DDLText.literal($0.element)))" }
    _ = try session.execute("insert into t values \(rows.joined(separator: ", "))")
    #expect(try strings(session, "select s from t order by k") == texts, "seed \(seed)")
    try unload(session, folder, texts, seed)
    try export(session, folder, texts, seed)
  }

  /// A literal in the text of UNLOAD is a literal in a literal.
  private func unload(_ session: Session, _ folder: TemporaryFolder, _ texts: [String], _ seed: UInt64) throws {
    for (number, clauses) in ["CSV", "DELIMITER '|' ESCAPE", "JSON"].enumerated() {
      let back = clauses == "JSON" ? "JSON 'auto'" : clauses
      // Its own spelling of NULL, which no text has.
      let null = clauses == "JSON" ? "" : " NULL AS '@N@'"
      let place = "\(folder.path)/u\(number)_"
      let query = "select k, s from t where s <> \(DDLText.literal("no\\such'text")) or s is null"
      _ = try session.execute("unload (\(DDLText.literal(query))) to \(DDLText.literal(place)) \(clauses)\(null)")
      _ = try session.execute("create table u\(number) (k int, s varchar(200))")
      _ = try session.execute("copy u\(number) from \(DDLText.literal(place)) \(back)\(null)")
      #expect(try strings(session, "select s from u\(number) order by k") == texts, "seed \(seed): \(clauses)")
    }
  }

  private func export(_ session: Session, _ folder: TemporaryFolder, _ texts: [String], _ seed: UInt64) throws {
    let writer = try LoadFolderWriter(options: ExportOptions(), pool: WorkerPool(threads: 1))
    let tables = session.database.catalog.allTables.map { ExportTable($0) }
    _ = try writer.write(tables, to: folder.path + "/out")
    let other = self.session()
    other.scriptFolder = folder.path + "/out"
    _ = try other.executeAll(try folder.read("out/load.sql"))
    #expect(try strings(other, "select s from t order by k") == texts, "seed \(seed)")
    for (number, text) in texts.enumerated() {
      // What the DEFAULT gave, and what it gives in its new place.
      _ = try other.execute("insert into d\(number) (k) values (2)")
      #expect(try strings(other, "select s from d\(number)") == [text, text], "seed \(seed): \(text)")
    }
  }
}
