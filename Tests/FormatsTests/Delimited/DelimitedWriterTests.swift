import Formats
import Testing

@Suite struct DelimitedWriterTests {
  /// Rows of values, nil for NULL, written in batches.
  static func written(_ rows: [[[UInt8]?]], _ writer: DelimitedWriter, plain: Set<Int> = []) -> [UInt8] {
    let buffer = InputBuffer(capacity: 1)
    guard let width = rows.first?.count else { return [] }
    var arena: [UInt8] = []
    var places: [[(Int, Int)?]] = Array(repeating: [], count: width)
    for row in rows {
      for (column, value) in row.enumerated() {
        places[column].append(value.map { (arena.count, $0.count) })
        arena += value ?? []
      }
    }
    arena.append(0)
    arena.withUnsafeBufferPointer { arena in
      let values = places.map { $0.map { $0.map { TextValue(arena.baseAddress, count: $0.1, at: $0.0) } ?? .null } }
      write(values, rows.count, writer, plain, buffer)
    }
    return Array(buffer.bytes)
  }

  private static func write(
    _ values: [[TextValue]], _ rows: Int, _ writer: DelimitedWriter, _ plain: Set<Int>, _ buffer: InputBuffer
  ) {
    var columns: [TextColumn] = []
    func open(_ index: Int) {
      guard index < values.count else {
        writer.write(rows: 0..<rows / 2, of: columns, into: buffer)
        return writer.write(rows: rows / 2..<rows, of: columns, into: buffer)
      }
      values[index].withUnsafeBufferPointer { column in
        columns.append(TextColumn(column, isPlain: plain.contains(index)))
        open(index + 1)
      }
    }
    open(0)
  }

  private func line(_ values: [String?], _ writer: DelimitedWriter = DelimitedWriter()) -> String {
    String(decoding: Self.written([values.map { $0.map { Array($0.utf8) } }], writer), as: UTF8.self)
  }

  @Test func quotesWhatMustBe() {
    #expect(line(["a", "", nil, " b ", "\\x"]) == "a,\"\",\\N, b ,\\x\n")
    #expect(line(["a,b", "a\"b", "a\nb", "a\rb", "a\tb"]) == "\"a,b\",\"a\"\"b\",\"a\nb\",\"a\rb\",a\tb\n")
    #expect(line(["\"", ",", "\\N", "\\N "]) == "\"\"\"\",\",\",\"\\N\",\\N \n")
    #expect(line(["\u{FEFF}a", "a\u{FEFF}"]) == "\"\u{FEFF}a\",a\u{FEFF}\n")
    let tabs = DelimitedWriter(delimiter: UInt8(ascii: "\t"), null: "@NULL@")
    #expect(line(["a,b", "a\tb", nil, "\\N", "@NULL@"], tabs) == "a,b\t\"a\tb\"\t@NULL@\t\\N\t\"@NULL@\"\n")
    #expect(line([""]) == "\"\"\n")
    #expect(line([nil], DelimitedWriter(null: "")) == "\n")
  }

  @Test func everyPlaceOfASpecialByte() {
    for size in 1...40 {
      for place in 0..<size {
        for special: UInt8 in [0x2c, 0x22, 0x0a, 0x0d] {
          var value = [UInt8](repeating: 0x61, count: size)
          value[place] = special
          let text = Self.written([[value]], DelimitedWriter())
          #expect(text.first == 0x22 && text.count == size + (special == 0x22 ? 4 : 3))
        }
      }
      let plain = [UInt8](repeating: 0xe9, count: size)
      #expect(Self.written([[plain]], DelimitedWriter()) == plain + [0x0a])
    }
  }

  @Test func headerAndNullToken() {
    let buffer = InputBuffer(capacity: 1)
    DelimitedWriter().writeHeader(["a", "b,c", "d\"", ""], into: buffer)
    #expect(String(decoding: buffer.bytes, as: UTF8.self) == "a,\"b,c\",\"d\"\"\",\"\"\n")
    let answers = ["\\N", "\\n", "N", ""].map { text in
      Array(text.utf8).withUnsafeBytes { DelimitedWriter().equalsNull($0) }
    }
    #expect(answers == [true, false, false, false])
  }

  /// A delimiter that numbers may hold makes even plain columns be looked at.
  @Test func plainColumns() {
    let writer = DelimitedWriter(delimiter: UInt8(ascii: "."))
    #expect(Self.written([[Array("1.5".utf8), nil]], writer, plain: [0, 1]) == Array("\"1.5\".\\N\n".utf8))
    #expect(Self.written([[Array("1.5".utf8), nil]], DelimitedWriter(), plain: [0, 1]) == Array("1.5,\\N\n".utf8))
  }

  /// What is written is what `CSVMapper` reads, value by value, quotes telling an empty string from NULL.
  @Test(arguments: [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: "|")]) func readsBack(delimiter: UInt8) {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededBytes(seed)
    let alphabet: [UInt8] = [0x2c, 0x22, 0x0a, 0x0d, 0x20, 0x09, 0x61, 0x5c, 0x4e, 0xc3, 0x7c, 0x00]
    let rows = (0..<2000).map { _ in
      (0..<4).map { _ in random.number(below: 8) == 0 ? nil : random.bytes(upTo: 20, of: alphabet) }
    }
    let writer = DelimitedWriter(delimiter: delimiter)
    let text = Self.written(rows, writer)
    let found = CSVMapperTests.found(text, columns: 4, CSVOptions(delimiter: delimiter), step: 5000)
    #expect(found.count == rows.count, "seed \(seed)")
    for (row, found) in zip(rows, found) {
      guard case .record(let fields) = found else {
        #expect(Bool(false), "seed \(seed): \(found)")
        return
      }
      for (value, field) in zip(row, fields) {
        guard let value else {
          #expect(field == "\\N")
          continue
        }
        let plain = field.hasPrefix("Q") ? String(field.dropFirst()) : field
        #expect(plain == DelimitedDriver.text(value) && (field != "\\N"), "seed \(seed)")
      }
    }
  }
}

extension TextValue {
  fileprivate init(_ base: UnsafePointer<UInt8>?, count: Int, at place: Int) {
    self.init(base.map { $0 + place }, count: count)
  }
}
