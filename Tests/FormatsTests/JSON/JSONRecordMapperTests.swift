import Formats
import SQLTypes
import Testing

@Suite struct JSONRecordMapperTests {
  /// The fields of each record as text, and `!offset` for each failure, in their common order.
  private func read(_ text: String, _ mapping: JSONMapping) -> [String] {
    let bytes = Array(text.utf8)
    var mapper = JSONRecordMapper(mapping)
    let found = mapper.findings(bytes)
    #expect(mapper.findings(bytes) { bytes.count < 1000 ? 1 : 10_000 } == found)
    var lines = found.records.map { record in record.fields.map { show($0, bytes) }.joined(separator: "|") }
    for failure in found.failures.reversed() { lines.insert("!\(failure.offset)", at: failure.recordsBefore) }
    return lines
  }

  private func show(_ slice: FieldSlice, _ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes[slice.offset..<slice.offset + slice.length], as: UTF8.self)
    return switch slice.kind {
    case .string: "'\(text)'"
    case .number, .nested, .true, .false: text
    case .absent: "absent"
    case .missing: "-"
    case .null: "null"
    case .indexOutOfRange: "index"
    case .notAnObject: "member"
    case .text, .quotedText: "text"
    }
  }

  private func paths(_ texts: String...) throws -> JSONMapping {
    try .paths(texts.map { try JSONPath($0) })
  }

  @Test(arguments: [
    ("{\"a\":1}\n{\"a\":2}\n", ["1", "2"]),
    ("{\"a\":1}{\"a\":2}", ["1", "2"]),
    ("  {\"a\":1} \t\r\n\n {\"a\":2}  ", ["1", "2"]),
    ("{\n  \"a\" :\n 1\n}\n{\n\"b\":0\n}", ["1", "-"]),
    ("", []), (" \n ", []), ("{}", ["-"]), ("[]", ["member"]), ("[{\"a\":1}]", ["member"]),
    ("{\"a\":1},{\"a\":2}\n{\"a\":3}", ["1", "!7", "2", "3"]), (",[],{}x", ["!0", "member", "!3", "-", "!6"]),
    ("one [{\"a\":1}] two{\"a\":3}three\n4", ["!0", "member", "!14", "3", "!24", "!30"]),
    ("}{\"a\":1}}\n}{\"a\":2", ["!0", "1", "!8", "!10", "!17"]), ("\"{\"{\"a\":1}\n{}", ["!0", "!5", "-"]),
    ("junk\n{\"a\":3}", ["!0", "3"]), ("1 2\ntrue\n", ["!0", "!4"]),
    ("{\"a\":1 oops}{\"a\":2}\n{\"a\":3}", ["!7", "3"]),
    ("{\"a\":\"x\n\"}\n{\"a\":3}", ["!7", "!8", "3"]),
    ("{\"a\":1}\n{\"a\":", ["1", "!13"]), ("{\"a\":1", ["!6"]), ("{\"a\":\"", ["!6"]), ("{", ["!1"]), ("[1", ["!2"]),
    ("{\"a\":1}{\"a\":2\n{\"a\":3}\n{\"a\":4}", ["1", "!14", "4"]),
  ])
  func `frames records`(text: String, lines: [String]) {
    #expect(read(text, .keys(["a"])) == lines)
  }

  @Test(arguments: [
    "0", "-0", "12", "1.5", "-1.25e+3", "1E5", "0e0", "true", "false", "null", "\"\"", "\"a\\u00e9\\n\"", "[]", "{}",
    "[1,[2,{\"b\":[]}]]", "\"0123456789abcdef0123456789abcdef\"", "\"é\"",
  ])
  func `takes every value`(value: String) {
    let shown = value.hasPrefix("\"") ? "'\(value.dropFirst().dropLast())'" : value
    #expect(read("{\"a\":\(value)}", .keys(["a"])) == [shown])
    #expect(read("{\"b\":\(value) , \"a\" : 1}", .keys(["a"])) == ["1"])
    #expect(read("[\(value)]", .paths([JSONPath(steps: [.element(0)])])) == [shown])
  }

  @Test(arguments: [
    ("01", 1), ("-", 1), ("-x", 1), ("1.", 2), ("1.e5", 2), ("1e", 2), ("1e+", 3), (".5", 0), ("+1", 0), ("0x1", 1),
    ("NaN", 0),
    ("Infinity", 0), ("-Infinity", 1), ("tru", 0), ("True", 0), ("nulL", 0), ("falsE", 0), ("'a'", 0), ("\"\t\"", 1),
    ("\"a\u{0}\"", 2),
    ("\"\\x\"", 2), ("\"\\u12g4\"", 5), ("\"\\u\"", 3), ("[1,]", 3), ("[,]", 1), ("[1 2]", 3), ("{\"b\":1,}", 7),
    ("{\"b\"}", 4),
    ("{b:1}", 1), ("{\"b\":}", 5), ("{,}", 1), ("[1}", 2), ("{\"b\":1]", 6), ("[{]", 2), ("", 0),
  ])
  func `refuses what is not JSON, at its byte`(value: String, offset: Int) {
    for mapping in [JSONMapping.keys(["a"]), .keys(["x"]), .paths([]), .keysIgnoringCase(["A"])] {
      #expect(read("{\"a\":\(value)}\n{}", mapping).first == "!\(5 + offset)", "\(value)")
      #expect(read("{\"a\":0}\n{\"a\":\(value)}", mapping).last == "!\(13 + offset)", "\(value), predicted")
    }
  }

  @Test func `says what was wrong`() {
    var mapper = JSONRecordMapper(.keys(["a"]))
    let failure = mapper.findings(Array("{}\n  {\"a\":tru}".utf8)).failures.first
    #expect(failure?.code == 1216)
    #expect(failure?.reason == "Invalid JSON: expected true, false or null, found 0x74 at location 5")
    #expect(
      mapper.findings(Array("{\"a\"".utf8)).failures.first?.reason
        == "Invalid JSON: the input ends inside a record, at location 4")
  }

  @Test func `keys match to the byte, or without case`() {
    let text = "{\"firstName\":1,\"firstname\":2}{\"FIRSTNAME\":3,\"\\u0066irstname\":4}{\"firſtname\":5}"
    #expect(read(text, .keys(["firstname"])) == ["2", "4", "-"])
    #expect(read("{\"FirstName\":1}{\"FIRSTNAME\":3}{\"x\":4}", .keysIgnoringCase(["firstName"])) == ["1", "3", "-"])
  }

  @Test func `the last of equal keys wins`() throws {
    #expect(read("{\"a\":1,\"a\":2}{\"a\":1,\"a\":null}", .keys(["a"])) == ["2", "null"])
    let mapping = try paths("$.a", "$.a.b", "$.a[0]")
    #expect(read("{\"a\":{\"b\":1},\"a\":[7]}", mapping) == ["[7]|member|7"])
    #expect(read("{\"a\":[7],\"a\":{\"c\":1}}", mapping) == ["{\"c\":1}|-|index"])
  }

  @Test(arguments: [
    ("{\"a\":{\"b\":[1,{\"c\":2}]}}", "[1,{\"c\":2}]|1|2"), ("{}", "-|-|-"), ("{\"a\":null}", "null|null|null"),
    ("{\"a\":{\"b\":null}}", "null|null|null"), ("{\"a\":{}}", "-|-|-"), ("{\"a\":7}", "member|member|member"),
    ("{\"a\":\"x\"}", "member|member|member"), ("{\"a\":[]}", "member|member|member"),
    ("{\"a\":{\"b\":[]}}", "[]|index|index"),
    ("{\"a\":{\"b\":{}}}", "{}|index|index"), ("{\"a\":{\"b\":[1,2]}}", "[1,2]|1|member"),
    ("{\"a\":{\"b\":[1,[]]}}", "[1,[]]|1|member"),
    ("{\"a\":{\"b\":[null,null]}}", "[null,null]|null|null"), ("{\"a\":{\"b\":[1,{}]}}", "[1,{}]|1|-"),
    ("[]", "member|member|member"),
  ])
  func `walks paths`(text: String, fields: String) throws {
    #expect(read(text, try paths("$.a.b", "$.a.b[0]", "$.a.b[1].c")) == [fields])
  }

  @Test func `walks roots`() throws {
    let mapping = try paths("$", "$[0]", "$[1].a", "$.a")
    #expect(read("[1, {\"a\":2}]{\"a\":3}", mapping) == ["[1, {\"a\":2}]|1|2|member", "{\"a\":3}|index|index|3"])
    #expect(read("{\"a\" : 1}", try paths("$")) == ["{\"a\" : 1}"])
    #expect(read("{\"a\":1}\n{", .keys([])) == ["", "!9"])
  }

  @Test func `one value may fill several columns`() throws {
    #expect(read("{\"a\":1}{\"a\":2}{}", try paths("$.a", "$.a", "$['a']")) == ["1|1|1", "2|2|2", "-|-|-"])
    #expect(read("{\"a\":1}", .keys(["a", "a"])) == ["1|1"])
  }

  @Test func `reports beyond ASCII, escapes and fractions`() {
    let text = Array(
      "{\"a\":\"é\",\"b\":\"\\n\",\"c\":\"0123456789abcdefé\",\"d\":[\"é\"],\"e\":1.0,\"f\":1,\"é\":1}".utf8)
    var mapper = JSONRecordMapper(.keys(["a", "b", "c", "d", "e", "f"]))
    let fields = mapper.findings(text).records.first?.fields ?? []
    #expect(fields.map(\.isASCII) == [false, true, false, false, true, true])
    #expect(fields.map(\.hasEscapes) == [false, true, false, false, true, false])
  }

  @Test func `bytes that are no UTF-8 pass the frame`() {
    var mapper = JSONRecordMapper(.keys(["a"]))
    let found = mapper.findings([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xc0, 0x80, 0x22, 0x7d])
    #expect(found.records.first?.fields == [FieldSlice(offset: 6, length: 3, kind: .string, isASCII: false)])
  }

  @Test(arguments: [(1024, 1), (1025, 0), (100_000, 0)])
  func `bounds the depth`(depth: Int, records: Int) throws {
    let open = String(repeating: "[", count: depth - 1)
    let text = Array(("{\"a\":" + open + open.map { _ in "]" }.joined() + "}\n{}").utf8)
    for mapping in [JSONMapping.keys(["a"]), .keys([]), try paths("$.a[0][0][0]"), try paths("$", "$.a.b")] {
      var mapper = JSONRecordMapper(mapping)
      let found = mapper.findings(text)
      #expect(found.records.count == records + 1)
      #expect(found.failures.map(\.offset) == (records == 1 ? [] : [5 + 1023]))
    }
  }

  @Test func `bounds the size of a record`() {
    func record(_ size: Int) -> [UInt8] {
      Array("{\"a\":\"".utf8) + [UInt8](repeating: 0x78, count: size - 8) + Array("\"}".utf8)
    }
    let limit = 4 << 20
    let text = record(limit) + [0x0a] + record(limit + 1) + [0x0a] + Array("{}".utf8)
    var mapper = JSONRecordMapper(.keys(["a"]))
    let found = mapper.findings(text)
    #expect(found == mapper.findings(text) { 1_000_000 })
    #expect(found.records.map { $0.end - $0.start } == [limit, 2])
    #expect(found.failures.map(\.reason) == ["Invalid JSON: larger than 4194304 bytes, at location 4194304"])
    #expect(found.failures.first?.end == text.count - 2)
  }

  @Test func `cuts a failure that never ends its line`() {
    let text = [UInt8](repeating: 0x78, count: 9 << 20) + Array("\n{}".utf8)
    var mapper = JSONRecordMapper(.keys(["a"]))
    let found = mapper.findings(text) { 1 << 20 }
    #expect(found == mapper.findings(text))
    #expect(found.failures.map(\.start) == [0, 4 << 20, 8 << 20])
    #expect(found.records.count == 1)
  }

  @Test func `fills batch after batch`() {
    let text = Array(String(repeating: "{\"a\":1}\nx\n", count: 5000).utf8)
    var mapper = JSONRecordMapper(.keys(["a"]))
    let found = mapper.findings(text)
    #expect(found.records.count == 5000 && found.failures.count == 5000)
    #expect(found.failures.enumerated().allSatisfy { $0.element.recordsBefore == $0.offset + 1 })
  }

  @Test func `many columns and many keys`() {
    let names = (0..<1600).map { "column\($0)" }
    let members = (0..<2000).reversed().map { "\"column\($0)\":\($0)" }.joined(separator: ",")
    let fields = (0..<1600).map(String.init).joined(separator: "|")
    #expect(read("{\(members)}\n{\(members)}", .keys(names)) == [fields, fields])
  }
}
