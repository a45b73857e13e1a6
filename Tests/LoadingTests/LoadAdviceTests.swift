import Catalogs
import Columnar
import Loading
import SQLTypes
import Testing

/// What COPY says beyond Redshift's words: keys that match nothing, stray files, repeated keys, ways out.
@Suite struct LoadAdviceTests {
  let harness = CopyHarness()
  let people = TableDefinition(("firstname", .varchar(20)), ("age", .integer))

  private func advice(_ options: String, _ table: TableDefinition? = nil) throws -> [String] {
    try harness.copy("COPY t FROM 's3://b/d/' \(options)", table ?? people).advice
  }

  @Test func namesTheNearestKeyOfASilentColumn() throws {
    harness.put("d/1.json", "{\"firstName\": \"Ada\", \"age\": 36}\n{\"firstName\": \"Alan\", \"age\": null}")
    let lines = try advice("JSON 'auto'")
    #expect(lines.count == 1)
    #expect(lines.first?.contains("\"firstname\" is NULL in every row") == true)
    #expect(lines.first?.contains("the nearest key is \"firstName\"") == true)
    #expect(lines.first?.contains("'auto ignorecase'") == true)
    #expect(try advice("JSON 'auto ignorecase'").isEmpty)
  }

  @Test func isSilentWhereTheKeyIsThere() throws {
    harness.put("d/1.json", "{\"firstname\": null, \"firstName\": \"Ada\", \"age\": 36}")
    #expect(try advice("JSON 'auto'").isEmpty)
  }

  @Test func namesColumnsWithoutAnyNearKeyTogether() throws {
    harness.put("d/1.json", "{\"song\": \"x\", \"artist\": 1}")
    let lines = try advice("JSON 'auto'")
    #expect(lines == ["nothing fills \"firstname\" (\"firstname\"), \"age\" (\"age\"): no record has such a key."])
  }

  @Test func doesNotOfferAnotherColumnsKey() throws {
    harness.put("d/1.json", "{\"user_id\": 1}")
    let lines = try advice("JSON 'auto'", TableDefinition(("user_id", .integer), ("user_ids", .integer)))
    #expect(lines == ["nothing fills \"user_ids\" (\"user_ids\"): no record has such a key."])
  }

  @Test func correctsAJSONPathAtItsFirstWrongStep() throws {
    harness.put("d/1.json", "{\"user\": {\"firstName\": \"Ada\"}, \"age\": 1}")
    harness.put("paths", "{\"jsonpaths\": [\"$.user.firstname\", \"$.age\"]}")
    let lines = try advice("JSON 's3://b/paths'")
    #expect(lines.count == 1)
    #expect(lines.first?.contains("the jsonpath $['user']['firstname'] matches no record") == true)
    #expect(lines.first?.contains("the nearest key is $['user']['firstName']") == true)
  }

  @Test func explainsARefusedNotNullColumn() throws {
    var table = people
    table.columns[0].isNullable = false
    harness.put("d/1.json", "{\"firstName\": \"Ada\", \"age\": 36}")
    do {
      _ = try harness.copy("COPY t FROM 's3://b/d/' JSON 'auto'", table)
      Issue.record("a NOT NULL column took NULL")
    } catch let failure as CopyFailure {
      #expect(failure.errors.map(\.code) == [1213])
      #expect(failure.advice.first?.contains("the nearest key is \"firstName\"") == true)
    }
  }

  @Test func namesManifestsAndPathsFilesUnderThePrefix() throws {
    harness.put("d/1.json", "{\"firstname\": \"Ada\", \"age\": 36}")
    harness.put("d/log_json_path.json", "{\"jsonpaths\": [\"$.firstname\", \"$.age\"]}")
    harness.put("d/manifest", "{\"entries\": [{\"url\": \"s3://b/d/1.json\"}]}")
    let lines = try advice("JSON 'auto'")
    #expect(lines.count == 2)
    #expect(lines.first?.hasPrefix("s3://b/d/log_json_path.json is a jsonpaths file and is read as data") == true)
    #expect(lines.last?.hasPrefix("s3://b/d/manifest is a manifest and is read as data") == true)
  }

  @Test func findsStrayFilesByNameAmongMany() throws {
    for number in 0..<20 { harness.put("d/\(number).json", "{\"firstname\": \"Ada\", \"age\": 36}") }
    harness.put("d/paths.json", "{\"jsonpaths\": [\"$.firstname\", \"$.age\"]}")
    harness.put("d/x.json", "{\"jsonpaths\": [\"$.firstname\", \"$.age\"]}")
    #expect(try advice("JSON 'auto'").map { $0.prefix(20) } == ["s3://b/d/paths.json "])
  }

  @Test func findsRepeatedKeys() {
    var table = TableDefinition(("a", .integer), ("b", .varchar(4)))
    table.primaryKey = ["a", "b"]
    table.uniqueKeys = [["b"]]
    let texts = Column(.varchar(4), values: [.string("x"), .null])
    let batches = [[1, 2], [1, 3]].map { Batch([Column(.integer, ints: $0), texts], count: 2) }
    let lines = DuplicateKeys.advice(table, TableVersion(rows: batches))
    #expect(lines.count == 2)
    #expect(lines.first?.contains("PRIMARY KEY (a, b) of table \"t\" is not unique: 1 of 2 rows") == true)
    #expect(lines.first?.contains("'1', 'x'") == true)
    #expect(lines.last?.contains("UNIQUE (b)") == true)
    #expect(DuplicateKeys.advice(table, TableVersion(rows: Array(batches.prefix(1)))).isEmpty)
  }

  @Test func saysWhereAllFilesAreEmpty() throws {
    harness.put("d/1", "")
    #expect(try advice("CSV") == ["s3://b/d/1 is empty."])
    harness.put("d/2", "")
    #expect(try advice("CSV") == ["all 2 files are empty."])
    harness.put("d/3", "1,x\n")
    #expect(try advice("CSV", TableDefinition(("k", .integer), ("v", .varchar(5)))) == [])
  }

  @Test func countsByRuleAndColumn() throws {
    let table = TableDefinition(("age", .integer), ("firstname", .varchar(2)))
    let errors = try harness.errors("a,x\nb,x\n1,xyz\n", table, "CSV")
    let reasons = LoadAdvice.reasons(errors)
    #expect(reasons.map(\.count) == [2, 1])
    #expect(reasons.first?.reason == "1207 Invalid digit (column \"age\")")
  }

  /// Where and with which bytes a rule was broken makes no rule of its own.
  @Test func placesAndBytesAreNoRules() throws {
    let table = TableDefinition(("age", .char(5)), ("firstname", .varchar(20)))
    harness.put("one/file", Array("é|a\nxé|a\nñ|a\na|".utf8) + [0xa4, 0x0a, 0x61, 0x7c, 0x84, 0x0a])
    let text = try harness.copy("COPY t FROM 's3://b/one/' IGNOREALLERRORS", table)
    #expect(LoadAdvice.reasons(text.errors).map(\.count) == [3, 2])
    let json = try harness.errors("{} x {\"age\": tru}\n{} , {\"age\":  nul}", table)
    #expect(
      LoadAdvice.reasons(json).map(\.reason).sorted() == [
        "1216 Invalid JSON: expected true, false or null", "1216 Invalid JSON: expected { or [ between records",
      ])
    let values = try harness.errors("1,{\n2,[1,]\n", TableDefinition(("k", .integer), ("s", .super)), "CSV")
    #expect(LoadAdvice.reasons(values).map(\.count).reduce(0, +) == 2)
  }
}
