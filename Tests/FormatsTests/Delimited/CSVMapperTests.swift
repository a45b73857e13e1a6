import Formats
import TestSupport
import Testing

@Suite struct CSVMapperTests {
  static func found(_ text: String, columns: Int, _ options: CSVOptions = CSVOptions(), step: Int = 1000) -> [Found] {
    found(Array(text.utf8), columns: columns, options, step: step)
  }

  static func found(_ bytes: [UInt8], columns: Int, _ options: CSVOptions, step: Int) -> [Found] {
    var driver = DelimitedDriver(mapper: CSVMapper(columnCount: columns, options: options), columnCount: columns) {
      FieldText.resolveQuotes($0, quote: options.quote, into: $1)
    }
    return driver.run(bytes, step: step)
  }

  /// Quoted fields are marked by a Q.
  @Test(
    arguments: [
      ("a,b,c\n", [.record(["a", "b", "c"])]), ("a,b,c", [.record(["a", "b", "c"])]), ("", []),
      (",,\n", [.record(["", "", ""])]),
      ("a,b,c\r\nd,e,f\r\n", [.record(["a", "b", "c"]), .record(["d", "e", "f"])]),
      ("a,b,c,\n", [.record(["a", "b", "c"])]), ("a,b\n", [.failure(code: 1214, offset: 3)]),
      ("\n", [.failure(code: 1214, offset: 0)]),
      ("a,b,c,d\n1,2,3\n", [.failure(code: 1202, offset: 6), .record(["1", "2", "3"])]),
      ("a,b,c,,\n", [.failure(code: 1202, offset: 6)]), ("a,b,c,\"\"\n", [.failure(code: 1202, offset: 6)]),
      ("\"a\",\"\",\"c\"\n", [.record(["Qa", "Q", "Qc"])]), ("\"a\"\"b\"\"\",x,y", [.record(["Qa\"b\"", "x", "y"])]),
      ("\"a\nb\r\nc\",\"x,y\",z\n", [.record(["Qa\nb\r\nc", "Qx,y", "z"])]),
      ("  \"a\" ,\t\"b\"\t, c \n", [.record(["Qa", "Qb", " c "])]),
      ("\"a\" ,b,\"c\" \r\n", [.record(["Qa", "b", "Qc"])]), ("a,b,\"c\"\r", [.record(["a", "b", "Qc"])]),
      ("a,b,c\r", [.record(["a", "b", "c\r"])]), ("a\rb,,\n", [.record(["a\rb", "", ""])]),
      ("\\N,a\\,b\\\\\n", [.record(["\\N", "a\\", "b\\\\"])]),
      ("a\0b,c,d\n1,2,3\n", [.failure(code: 1216, offset: 1), .record(["1", "2", "3"])]),
      ("a,\"b\nc\0\",d\n1,2,3", [.failure(code: 1216, offset: 6), .record(["1", "2", "3"])]),
      ("a,\"b\"\0,d\n", [.failure(code: 1216, offset: 5)]), ("\0\n", [.failure(code: 1216, offset: 0)]),
      ("x,aaaa\"zzzz\",y\n1,2,3\n", [.failure(code: 1214, offset: 6), .record(["1", "2", "3"])]),
      ("\"a\"b,c,d\n1,2,3\n", [.failure(code: 1214, offset: 3), .record(["1", "2", "3"])]),
      ("\"a\nb\"c,d,e\n1,2,3", [.failure(code: 1214, offset: 5), .record(["1", "2", "3"])]),
      (
        "a,\"b,c\n1,2,3\n4,5,6\n",
        [.failure(code: 1214, offset: 2), .record(["1", "2", "3"]), .record(["4", "5", "6"])]
      ),
      ("a,b,\"", [.failure(code: 1214, offset: 4)]), ("a,\"b\",\"c\"\"\n", [.failure(code: 1214, offset: 6)]),
    ] as [(String, [Found])])
  func maps(text: String, expected: [Found]) {
    for step in [1, 2, 7, 1000] {
      #expect(Self.found(text, columns: 3, step: step) == expected, "in steps of \(step)")
    }
  }

  @Test func options() {
    var tabs = CSVOptions(delimiter: UInt8(ascii: "\t"), quote: UInt8(ascii: "'"))
    #expect(Self.found("a\t'b''\t'\t \"c\n", columns: 3, tabs) == [.record(["a", "Qb'\t", " \"c"])])
    tabs.ignoresBlankLines = true
    tabs.fillsRecord = true
    #expect(
      Self.found("\n\r\na\n\n'b'\t\n", columns: 3, tabs)
        == [.record(["a", "<missing>", "<missing>"]), .record(["Qb", "", "<missing>"])])
    #expect(Self.found(" \n \"x\"\n", columns: 1) == [.record([" "]), .record(["Qx"])])
    let blank = CSVOptions(delimiter: UInt8(ascii: " "))
    #expect(Self.found("a  \"c\"\n", columns: 3, blank) == [.record(["a", "", "Qc"])])
  }

  /// A record across many of the stretches that are looked through for NULs, with and without one.
  @Test func nulsFarIntoARecord() {
    let long = String(repeating: "x", count: 300_000)
    for step in [70_000, 1 << 20] {
      #expect(
        Self.found("a,\(long)\n1,2\n\(long)\0,b\n3,4\n", columns: 2, step: step) == [
          .record(["a", long]), .record(["1", "2"]), .failure(code: 1216, offset: 300_007 + 300_000),
          .record(["3", "4"]),
        ])
    }
    var options = CSVOptions()
    options.takesNUL = true
    #expect(Self.found("a\0b,\"\0\",c\n", columns: 3, options) == [.record(["a\0b", "Q\0", "c"])])
  }

  @Test func failuresSayWhere() throws {
    let text = Array("x,aaaa\"zzzz,y\n".utf8) + Array(repeating: 0, count: InputBuffer.padding)
    var mapper = CSVMapper(columnCount: 3, options: CSVOptions())
    var batch = RecordBatch(columnCount: 3)
    text.withUnsafeBytes { bytes in
      let window = UnsafeRawBufferPointer(rebasing: bytes[..<14])
      #expect(mapper.map(window, from: 0, isLast: true, into: &batch) == MapProgress(stop: .end, consumed: 14))
    }
    #expect(
      batch.failures == [
        RecordFailure(
          recordsBefore: 0, start: 0, end: 14, offset: 6, reason: .badQuote, column: 1, fieldStart: 2)
      ])
  }

  /// More records than a batch holds, and more failures.
  @Test func batchesFillUp() {
    let lines = (0..<10_000).map { $0 % 3 == 0 ? "bad" : "\($0),\"\($0)\"" }
    let found = Self.found(lines.joined(separator: "\n"), columns: 2, step: 1 << 20)
    #expect(found.count == 10_000)
    #expect(found[4] == .record(["4", "Q4"]))
    #expect(found.count { if case .failure = $0 { true } else { false } } == 3334)
  }

  @Test(arguments: [1 << 20, 1 << 25]) func longRecordsFail(step: Int) {
    let limit = RecordLimits.recordSize
    let fits = String(repeating: "x", count: limit - 2)
    let long = String(repeating: "y", count: limit)
    #expect(Self.found("\(fits),1\n1,2\n", columns: 2, step: step) == [.record([fits, "1"]), .record(["1", "2"])])
    #expect(
      Self.found("\(long),1\n1,2\n", columns: 2, step: step) == [
        .failure(code: 1216, offset: limit + 1), .record(["1", "2"]),
      ])
    // A quote that stays open spoils its line; what follows is read.
    let rest = String(repeating: "1,2\n", count: limit / 4 + 10)
    let found = Self.found("a,\"b\n\(rest)", columns: 2, step: step)
    #expect(found.count == limit / 4 + 11 && found[0] == .failure(code: 1214, offset: 2))
    // Nothing of a line given up is taken for a record.
    let huge = String(repeating: "z", count: 3 * limit)
    #expect(
      Self.found("\(huge),1\n1,2\n", columns: 2, step: step) == [
        .failure(code: 1216, offset: limit + 1), .record(["1", "2"]),
      ])
    #expect(Self.found("\"\(huge)", columns: 1, step: step) == [.failure(code: 1214, offset: 0)])
  }

  @Test func agreesWithTheReference() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for round in 0..<4000 {
      let input = random.bytes(upTo: 60, of: [0x2c, 0x22, 0x22, 0x0a, 0x0d, 0x20, 0x61, 0x62, 0xc3, 0x00, 0x09])
      var options = CSVOptions()
      options.ignoresBlankLines = random.flag()
      options.fillsRecord = random.flag()
      let columns = 1 + random.below(3)
      var reference = DelimitedReference(input, columnCount: columns, delimiter: 0x2c)
      reference.ignoresBlankLines = options.ignoresBlankLines
      reference.fillsRecord = options.fillsRecord
      let expected = reference.csv(quote: 0x22)
      let step = 1 + random.below(70)
      let found = Self.found(input, columns: columns, options, step: step)
      #expect(
        found == expected, "seed \(seed) round \(round) step \(step) \(DelimitedDriver.text(input).debugDescription)")
      if found != expected { return }
    }
  }
}
