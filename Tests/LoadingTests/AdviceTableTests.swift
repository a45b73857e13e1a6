import Catalogs
import Loading
import SQLTypes
import Testing

/// Inputs that COPY refuses, what is advised, and that the advice cures: followed once, everything loads and no row is
/// lost.
@Suite struct AdviceTableTests {
  /// One input and its advice.
  struct Case: Sendable, CustomTestStringConvertible {
    var file: [UInt8]
    /// Columns as `name type`, with a comma between.
    var table: String
    var clauses: String
    /// Words that the advice has; nil where none is given.
    var advice: String?
    /// What the advice makes of clauses and table, where it is one of COPY's options or a type; nil where the file is
    /// to be corrected.
    var cured: String?
    var curedTable: String?
    /// Rows of data in the file.
    var rows: Int

    init(
      _ file: String, _ table: String, _ clauses: String, _ advice: String?, cured: String? = nil,
      table curedTable: String? = nil,
      rows: Int
    ) {
      self.init(
        Array(file.utf8), table, clauses, advice, cured: cured, table: curedTable, rows: rows)
    }

    init(
      _ file: [UInt8], _ table: String, _ clauses: String, _ advice: String?, cured: String? = nil,
      table curedTable: String? = nil,
      rows: Int
    ) {
      (self.file, self.table, self.clauses, self.advice) = (file, table, clauses, advice)
      (self.cured, self.curedTable, self.rows) = (cured, curedTable, rows)
    }

    var testDescription: String {
      "\(clauses) \(table) \(String(decoding: file.prefix(40), as: UTF8.self).debugDescription)"
    }
  }

  static let long = String(repeating: "y", count: 31)

  static let headers: [Case] = [
    Case("id,age\n1,2\n3,4\n", "id int, age int", "CSV", "add IGNOREHEADER 1", cured: "CSV IGNOREHEADER 1", rows: 2),
    Case("id|name\n1|x\n", "id int, name varchar(9)", "", "add IGNOREHEADER 1", cured: "IGNOREHEADER 1", rows: 1),
    Case("# Id, AGE\n1,2\n", "id int, age int", "CSV", "add IGNOREHEADER 1", cured: "CSV IGNOREHEADER 1", rows: 1),
    Case(
      "x\nid|age\n1|2\n", "id int, age int", "IGNOREHEADER 1", "write IGNOREHEADER 2 instead of IGNOREHEADER 1",
      cured: "IGNOREHEADER 2", rows: 1),
    Case("id,age\n1,2\n", "id int, age int", "", "add CSV IGNOREHEADER 1", cured: "CSV IGNOREHEADER 1", rows: 1),
    Case(
      "id;age\n1;2\n", "id int, age int", "CSV", "write DELIMITER ';' IGNOREHEADER 1 instead of CSV",
      cured: "DELIMITER ';' IGNOREHEADER 1", rows: 1),
  ]

  static let nulls: [Case] =
    ["NULL", "None", "N/A", "-", "null", "#N/A", "NaN", "(null)"].map { word in
      Case("1|2\n3|\(word)\n", "a int, b int", "", "add NULL AS '\(word)'", cured: "NULL AS '\(word)'", rows: 2)
    } + [
      Case("1|NULL\n", "a int, b int", "", "add NULL AS 'NULL'", cured: "NULL AS 'NULL'", rows: 1),
      Case("NULL|NULL\n1|2\n", "a int, b int", "", "add NULL AS 'NULL'", cured: "NULL AS 'NULL'", rows: 2),
      Case("1,N/A\n", "a int, b date", "CSV", "add NULL AS 'N/A'", cured: "CSV NULL AS 'N/A'", rows: 1),
      Case("1,None\n", "a int, b timestamp", "CSV", "add NULL AS 'None'", cured: "CSV NULL AS 'None'", rows: 1),
      Case("1|-\n", "a int, b decimal(9,2)", "", "add NULL AS '-'", cured: "NULL AS '-'", rows: 1),
      // The other spelling is in use.
      Case("1|\\N\n2|NULL\n", "a int, b int", "", "VARCHAR", table: "a int, b varchar(16)", rows: 2),
      Case(
        "{\"a\":\"NULL\"}\n", "a int", "JSON 'auto'", "VARCHAR", cured: "JSON 'auto'", table: "a varchar(16)", rows: 1),
      Case("nan\n1\n", "a float", "", nil, cured: "", rows: 2),
    ]

  static let layouts: [Case] = [
    Case("1,x\n2,y\n", "a int, b varchar(5)", "", "commas: add CSV", cured: "CSV", rows: 2),
    Case("1\tx\n", "a int, b varchar(5)", "", "tabs: add DELIMITER '\\t'", cured: "DELIMITER '\\t'", rows: 1),
    Case("1;x\n", "a int, b varchar(5)", "CSV", "write DELIMITER ';' instead of CSV", cured: "DELIMITER ';'", rows: 1),
    Case("1|x\n", "a int, b varchar(5)", "DELIMITER ','", "leave out DELIMITER ','", cured: "", rows: 1),
    Case("1^x\n", "a int, b varchar(5)", "", "DELIMITER '^'", cured: "DELIMITER '^'", rows: 1),
    Case([0x31, 1, 0x78, 0x0a], "a int, b varchar(5)", "", "DELIMITER '\\001'", cured: "DELIMITER '\\001'", rows: 1),
    Case("1,\"a,b\"\n", "a int, b varchar(5)", "DELIMITER ','", "CSV", cured: "CSV", rows: 1),
    Case("1|\"a|b\"\n", "a int, b varchar(5)", "", "CSV DELIMITER '|'", cured: "CSV DELIMITER '|'", rows: 1),
    Case("\"1\"|x\n", "a int, b varchar(5)", "", "quotes: add CSV DELIMITER '|'", cured: "CSV DELIMITER '|'", rows: 1),
    Case("1|a\\|b\n", "a int, b varchar(5)", "", "add ESCAPE", cured: "ESCAPE", rows: 1),
    Case("1|a\\\nb\n2|c\n", "a int, b varchar(5)", "", "add ESCAPE", cured: "ESCAPE", rows: 2),
    Case("1,'a,b'\n", "a int, b varchar(5)", "CSV", "QUOTE ''''", cured: "CSV QUOTE ''''", rows: 1),
    Case(
      "2,5\" pipe\n3,x\n", "a int, b varchar(9)", "CSV", "write DELIMITER ',' instead of CSV", cured: "DELIMITER ','",
      rows: 2),
    Case("1,\"x\" y\n2,\"z\"\n", "a int, b varchar(9)", "CSV", "must be doubled", rows: 2),
    Case("1|x\n\n2|y\n", "a int, b varchar(5)", "", "blank: add IGNOREBLANKLINES", cured: "IGNOREBLANKLINES", rows: 2),
    Case("1,x\n\n", "a int, b varchar(5)", "CSV", "add IGNOREBLANKLINES", cured: "CSV IGNOREBLANKLINES", rows: 1),
    Case("1|x|2\n2|y\n", "a int, b varchar(5), c int", "", "add FILLRECORD", cured: "FILLRECORD", rows: 2),
    Case("1,x,2\n2,y\n", "a int, b varchar(5), c int", "CSV", "add FILLRECORD", cured: "CSV FILLRECORD", rows: 2),
    Case(
      "7|x|2\n8|y|3\n", "id bigint identity, b varchar(5), c int", "", "IDENTITY column \"id\": add EXPLICIT_IDS",
      cured: "EXPLICIT_IDS", rows: 2),
    Case("1|2|3\n", "a int, b int", "", "more fields than there are columns", rows: 1),
    Case("1|2\r3|4\r", "a int, b int", "", "carriage return alone", rows: 2),
    Case("1|a\0b\n", "a int, b varchar(5)", "", "NUL byte (00)", rows: 1),
    Case("1|\0\n2|x\n", "a int, b varchar(5)", "", "add NULL AS '\\0'", cured: "NULL AS '\\0'", rows: 2),
    Case("1,\"a\n2,b\n", "a int, b varchar(5)", "CSV", nil, rows: 2),
    Case(
      "{\"a\":1}\n{\"a\":2}\n", "a int", "CSV", "looks like JSON: write JSON 'auto' instead of CSV",
      cured: "JSON 'auto'",
      rows: 2),
    Case("{\"A\":1,\"b\":2}\n", "a int, b int", "", "JSON 'auto", cured: "JSON 'auto ignorecase'", rows: 1),
  ]

  static let values: [Case] = [
    Case("1.5\n2\n", "a int", "", "fraction: make the column DECIMAL(18, 1)", table: "a decimal(18,1)", rows: 2),
    Case("{\"a\":12.7}\n", "a int", "JSON 'auto'", "fraction", cured: "JSON 'auto'", table: "a float", rows: 1),
    Case(
      "{\"a\":1e-2}\n", "a bigint", "JSON 'auto'", "exponent: make the column DOUBLE PRECISION", cured: "JSON 'auto'",
      table: "a float", rows: 1),
    Case("3000000000\n", "a int", "", "make the column BIGINT", table: "a bigint", rows: 1),
    Case("40000\n1\n", "a smallint", "", "make the column INTEGER", table: "a int", rows: 2),
    Case("99999999999999999999\n", "a bigint", "", "DECIMAL(38, 0)", table: "a decimal(38,0)", rows: 1),
    Case("12345.6\n", "a decimal(5,2)", "", "does not fit", table: "a decimal(38,1)", rows: 1),
    Case("$12\n", "a int", "", "VARCHAR(16)", table: "a varchar(16)", rows: 1),
    Case("\u{a0}12\n", "a int", "", "bytes c2 a0, a no-break space", table: "a varchar(16)", rows: 1),
    Case("1\n\u{feff}2\n", "a int", "", "ef bb bf", table: "a varchar(16)", rows: 2),
    Case("1\u{200b}\n", "a int", "", "zero-width space", table: "a varchar(16)", rows: 1),
    Case("maybe\n", "a boolean", "", "BOOLEAN takes", table: "a varchar(16)", rows: 1),
    Case(
      "\(long)\n", "a varchar(30)", "", "31 bytes, 30 fit: make the column VARCHAR(32), or add TRUNCATECOLUMNS",
      table: "a varchar(32)", rows: 1),
    Case("\(long)\n", "a varchar(30)", "", "TRUNCATECOLUMNS", cured: "TRUNCATECOLUMNS", rows: 1),
    Case(
      "éééé\n", "a varchar(5)", "", "8 bytes, 5 fit (its 4 characters count as bytes)", table: "a varchar(16)", rows: 1),
    Case(
      "{\"a\":\"x\\u00e9\\u00e9\"}\n", "a varchar(4)", "JSON 'auto'", "5 bytes, 4 fit", cured: "JSON 'auto'",
      table: "a varchar(16)", rows: 1),
    Case("é\n", "a char(5)", "", "CHAR takes ASCII alone", table: "a varchar(5)", rows: 1),
    Case(
      [0x63, 0x61, 0x66, 0xe9, 0x0a], "a varchar(9)", "", "Latin-1 (a byte e9): add ENCODING ISO88591",
      cured: "ENCODING ISO88591", rows: 1),
    Case(
      [0xc3, 0xa9, 0x0a, 0x61, 0xff, 0x0a], "a varchar(9)", "", "add ACCEPTINVCHARS", cured: "ACCEPTINVCHARS", rows: 2),
    Case(
      [0xff, 0xfe] + Array("1|x\n".utf8).flatMap { [$0, 0] }, "a int, b varchar(5)", "", "UTF-16: add ENCODING UTF16",
      cured: "ENCODING UTF16", rows: 1),
    Case(
      Array("1|x\n".utf8).flatMap { [$0, 0] }, "a int, b varchar(5)", "", "add ENCODING UTF16LE",
      cured: "ENCODING UTF16LE", rows: 1),
    Case("1|x\n", "a int, b varchar(5)", "ENCODING UTF16", "leave out ENCODING UTF16", cured: "", rows: 1),
    Case("abc\n", "a super", "", "SUPER column takes JSON", table: "a varchar(16)", rows: 1),
    Case("xyz\n", "a varbyte(5)", "", "hexadecimal", table: "a varchar(16)", rows: 1),
    Case("1|\n", "a int, b int not null", "", "drop NOT NULL", table: "a int, b int", rows: 1),
    Case(
      "1||x\n", "a int, b varchar(5) not null, c varchar(5)", "EMPTYASNULL", "leave out EMPTYASNULL", cured: "", rows: 1
    ),
  ]

  static let times: [Case] = [
    Case("31/12/2018\n", "a date", "", "DATEFORMAT 'DD/MM/YYYY'", cured: "DATEFORMAT 'DD/MM/YYYY'", rows: 1),
    Case("12/31/2018\n", "a date", "", "add DATEFORMAT 'auto'", cured: "DATEFORMAT 'auto'", rows: 1),
    Case(
      "01.02.2018\n31.12.2018\n", "a date", "", "DATEFORMAT 'DD.MM.YYYY'", cured: "DATEFORMAT 'DD.MM.YYYY'", rows: 2),
    Case(
      "2018-02-30\n2018-01-01\n", "a date", "", "no such date, and the column may be NULL: add ACCEPTANYDATE",
      cured: "ACCEPTANYDATE", rows: 2),
    Case("0000-00-00\n", "a date", "", "ACCEPTANYDATE", cured: "ACCEPTANYDATE", rows: 1),
    Case("00/00/00 00:00:00\n", "a timestamp", "", "ACCEPTANYDATE", cured: "ACCEPTANYDATE", rows: 1),
    Case("soon\n", "a date", "", "no date that COPY reads", table: "a varchar(16)", rows: 1),
    Case("2018-01-02\n", "a date", "DATEFORMAT 'MM/DD/YYYY'", "leave out DATEFORMAT 'MM/DD/YYYY'", cured: "", rows: 1),
    Case(
      "1541121934796\n", "a timestamp", "", "milliseconds since 1970: add TIMEFORMAT 'epochmillisecs'",
      cured: "TIMEFORMAT 'epochmillisecs'", rows: 1),
    Case(
      "{\"a\":1541121934}\n", "a timestamp", "JSON 'auto'", "TIMEFORMAT 'epochsecs'",
      cured: "JSON 'auto' TIMEFORMAT 'epochsecs'", rows: 1),
    Case(
      "2018-11-02 01:25:34\n", "a timestamp", "TIMEFORMAT 'epochmillisecs'", "leave out TIMEFORMAT 'epochmillisecs'",
      cured: "", rows: 1),
    Case(
      "2018-11-02T01:25:34Z\n", "a timestamp", "TIMEFORMAT 'epochsecs'", "write TIMEFORMAT 'auto' instead of",
      cured: "TIMEFORMAT 'auto'", rows: 1),
    Case("2018-11-02T01:25:34Z\n", "a timestamptz", "", "add TIMEFORMAT 'auto'", cured: "TIMEFORMAT 'auto'", rows: 1),
    Case(
      "31/12/2018 10:11:12\n", "a timestamp", "", "TIMEFORMAT 'DD/MM/YYYY HH:MI:SS'",
      cured: "TIMEFORMAT 'DD/MM/YYYY HH:MI:SS'", rows: 1),
    Case(
      "31.12.2018 10:11\n", "a timestamp", "TIMEFORMAT 'auto'", "write TIMEFORMAT 'DD.MM.YYYY HH:MI' instead of",
      cured: "TIMEFORMAT 'DD.MM.YYYY HH:MI'", rows: 1),
    Case(
      "1541121934796\n", "a date", "", "make the column TIMESTAMP, and add TIMEFORMAT 'epochmillisecs'",
      cured: "TIMEFORMAT 'epochmillisecs'", table: "a timestamp", rows: 1),
    Case("2018-11-02\n", "a timestamp", "", "TIMEFORMAT 'auto'", cured: "TIMEFORMAT 'auto'", rows: 1),
  ]

  static let json: [Case] = [
    Case(
      "id,age\n1,2\n", "id int, age int", "JSON 'auto'", "write CSV IGNOREHEADER 1 instead of JSON 'auto'",
      cured: "CSV IGNOREHEADER 1", rows: 1),
    Case("{\"a\":1},{\"a\":2}\n", "a int", "JSON 'auto'", "Nothing but white space", rows: 2),
    Case("[{\"a\":1},{\"a\":2}]\n", "a int", "JSON 'auto'", "An array is one record", rows: 2),
    Case("{\"a\":NaN}\n", "a float", "JSON 'auto'", "JSON has no NaN", rows: 1),
    Case("{\"a\":None}\n", "a int", "JSON 'auto'", "JSON has no None", rows: 1),
    Case("{\"a\":1,}\n", "a int", "JSON 'auto'", "comma behind the last member", rows: 1),
    Case("{'a':1}\n", "a int", "JSON 'auto'", "single quotes", rows: 1),
    Case("{\"a\":1", "a int", "JSON 'auto'", "cut off", rows: 1),
    Case("{\"a\":\"x\",\"b\":\"y\"", "a varchar(20), b varchar(20)", "JSON 'auto'", "cut off", rows: 1),
    Case("{\"a\":\"\\u0000x\"}\n", "a varchar(5)", "JSON 'auto'", "begins with \\u0000", rows: 1),
    // A key is no header.
    Case(
      "{\"a\":\"age\"}\n{\"a\":1}\n", "a int", "JSON 'auto'", "VARCHAR", cured: "JSON 'auto'", table: "a varchar(16)",
      rows: 2),
    Case(
      "{\"Id\":1}\n", "id int not null", "JSON 'auto'", "JSON 'auto ignorecase'", cured: "JSON 'auto ignorecase'",
      rows: 1),
  ]

  @Test(arguments: headers + nulls + layouts + values + times + json)
  func theAdviceCures(_ item: Case) throws {
    let harness = CopyHarness()
    harness.put("one/file", item.file)
    let table = try Self.table(item.table)
    let before = try harness.copy("COPY t FROM 's3://b/one/' \(item.clauses) IGNOREALLERRORS", table)
    let advice = before.errors.compactMap(\.advice)
    if let words = item.advice {
      #expect(advice.contains { $0.contains(words) }, "\(advice) for \(before.errors.map(\.reason))")
    }
    guard item.cured != nil || item.curedTable != nil else { return }
    let cured = try Self.table(item.curedTable ?? item.table)
    let after = try harness.copy("COPY t FROM 's3://b/one/' \(item.cured ?? item.clauses)", cured)
    #expect(after.loadedRows == item.rows)
  }

  @Test func theTableIsLongEnough() {
    #expect((Self.headers + Self.nulls + Self.layouts + Self.values + Self.times + Self.json).count >= 60)
  }

  /// What would lose rows, or what nobody can be sure of.
  @Test(arguments: [
    ("1|NULL\n", "a int, b int", "", "IGNOREHEADER"), ("x|2\n1|2\n", "a int, b int", "", "IGNOREHEADER"),
    ("{\"a\":\"x\"}\n{\"a\":1}\n", "a int", "JSON 'auto'", "IGNOREHEADER"),
    ("2018-01-02\n31/12/2018\n", "a date", "", "DATEFORMAT"), ("soon\n", "a date", "", "ACCEPTANYDATE"),
    ("x\n", "a timestamp", "TIMEFORMAT 'auto'", "TIMEFORMAT"), ("x,y\n", "a int, b int", "CSV", "CSV"),
    ("1|x\n", "a int, b int", "DELIMITER '|'", "DELIMITER"), ("a,b\n1,2\n", "a varchar(5)", "CSV", "IGNOREHEADER"),
  ])
  func doesNotMislead(_ file: String, _ table: String, _ clauses: String, _ words: String) throws {
    let errors = try CopyHarness().errors(file, Self.table(table), clauses)
    #expect(!errors.isEmpty)
    #expect(errors.allSatisfy { $0.advice?.contains(words) != true }, "\(errors.map(\.advice))")
  }

  /// A header is skipped in every file or in none.
  @Test func allFilesMustHaveAHeader() throws {
    let harness = CopyHarness()
    harness.put("d/1", "id|age\n1|2\n")
    harness.put("d/2", "3|4\n5|6\n")
    let table = try Self.table("id int, age int")
    let mixed = try harness.copy("COPY t FROM 's3://b/d/' IGNOREALLERRORS", table)
    #expect(mixed.errors.allSatisfy { $0.advice?.contains("IGNOREHEADER") != true }, "\(mixed.errors.map(\.advice))")
    harness.put("d/2", "id|age\n5|6\n")
    let same = try harness.copy("COPY t FROM 's3://b/d/' IGNOREALLERRORS", table)
    #expect(same.errors.first?.advice?.contains("IGNOREHEADER 1") == true)
  }

  /// `name type [not null] [identity], …`
  static func table(_ text: String) throws -> TableDefinition {
    let columns = try split(text).map { column in
      let words = column.split(separator: " ").map(String.init)
      var definition = ColumnDefinition(words[0], try type(words[1]))
      if column.contains("not null") { definition.isNullable = false }
      if column.contains("identity") {
        definition.identity = Identity(seed: 1, step: 1, isByDefault: false)
        definition.isNullable = false
      }
      return definition
    }
    return TableDefinition(name: TableName(schema: "public", name: "t"), columns: columns)
  }

  /// At commas outside of parentheses.
  private static func split(_ text: String) -> [String] {
    var parts = [""]
    var depth = 0
    for letter in text {
      depth += letter == "(" ? 1 : letter == ")" ? -1 : 0
      if letter == ",", depth == 0 { parts.append("") } else { parts[parts.count - 1].append(letter) }
    }
    return parts
  }

  private static func type(_ text: String) throws -> DataType {
    let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
    switch text.prefix(while: \.isLetter) {
    case "int": return .integer
    case "smallint": return .smallint
    case "bigint": return .bigint
    case "float": return .double
    case "boolean": return .boolean
    case "date": return .date
    case "timestamp": return .timestamp
    case "timestamptz": return .timestamptz
    case "super": return .super
    case "varchar": return .varchar(numbers[0])
    case "char": return .char(numbers[0])
    case "varbyte": return .varbyte(numbers[0])
    case "decimal": return .decimal(precision: numbers[0], scale: numbers[1])
    default: throw SQLError(.syntaxError, "no type: \(text)")
    }
  }
}
