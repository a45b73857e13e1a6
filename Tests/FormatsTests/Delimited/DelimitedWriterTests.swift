import Formats
import SQLTypes
import TestSupport
import Testing

@Suite struct DelimitedWriterTests {
  /// Rows of values, nil for NULL, written in batches.
  static func written(_ rows: [[[UInt8]?]], _ writer: DelimitedWriter) -> [UInt8] {
    let buffer = InputBuffer(capacity: 1)
    guard let width = rows.first?.count else { return [] }
    var arena: [UInt8] = []
    var offsets: [[(Int, Int)?]] = Array(repeating: [], count: width)
    for row in rows {
      for (column, value) in row.enumerated() {
        offsets[column].append(value.map { (arena.count, $0.count) })
        arena += value ?? []
      }
    }
    arena.append(0)
    arena.withUnsafeBufferPointer { arena in
      let values = offsets.map { $0.map { $0.map { TextValue(arena.baseAddress, count: $0.1, at: $0.0) } ?? .null } }
      write(values, rows.count, writer, buffer)
    }
    return Array(buffer.bytes)
  }

  /// Column by column, the rows in two blocks.
  private static func write(_ values: [[TextValue]], _ rows: Int, _ writer: DelimitedWriter, _ buffer: InputBuffer) {
    for block in [0..<rows / 2, rows / 2..<rows] {
      let columns = values.enumerated().map { index, column in
        let texts = FieldTexts(capacity: rows)
        let end = writer.end(isLast: index == values.count - 1)
        column[block].withUnsafeBufferPointer { writer.finish($0, end: end, into: texts) }
        return FieldColumn.texts(texts)
      }
      FieldColumn.join(columns, rows: block.count, into: buffer)
    }
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

  @Test func everyPositionOfASpecialByte() {
    for size in 1...40 {
      for offset in 0..<size {
        for special: UInt8 in [0x2c, 0x22, 0x0a, 0x0d] {
          var value = [UInt8](repeating: 0x61, count: size)
          value[offset] = special
          let text = Self.written([[value]], DelimitedWriter())
          #expect(text.first == 0x22 && text.count == size + (special == 0x22 ? 4 : 3))
        }
      }
      let plain = [UInt8](repeating: 0xe9, count: size)
      #expect(Self.written([[plain]], DelimitedWriter()) == plain + [0x0a])
    }
  }

  @Test func headerAndNullToken() throws {
    let format = FieldFormat.csv(DelimitedWriter())
    let names = [("a", 0x2c), ("b,c", 0x2c), ("d\"", 0x2c), ("", 0x0a)] as [(String, UInt8)]
    let line = try names.flatMap { try format.field($0.0, end: $0.1) }
    #expect(String(decoding: line, as: UTF8.self) == "a,\"b,c\",\"d\"\"\",\"\"\n")
    let answers = ["\\N", "\\n", "N", ""].map { text in
      Array(text.utf8).withUnsafeBytes { DelimitedWriter().equalsNull($0) }
    }
    #expect(answers == [true, false, false, false])
  }

  /// A delimiter that numbers may hold makes even plain columns be looked at.
  @Test func plainColumns() {
    let writer = DelimitedWriter(delimiter: UInt8(ascii: "."))
    #expect(!writer.trustsPlain && DelimitedWriter().trustsPlain)
    #expect(!DelimitedWriter(quote: UInt8(ascii: "0")).trustsPlain)
    #expect(Self.written([[Array("1.5".utf8), nil]], writer) == Array("\"1.5\".\\N\n".utf8))
    #expect(Self.written([[Array("1.5".utf8), nil]], DelimitedWriter()) == Array("1.5,\\N\n".utf8))
  }

  /// Field by field, byte by byte.
  private static func reference(_ rows: [[[UInt8]?]], _ delimiter: UInt8) -> [UInt8] {
    rows.flatMap { row in
      row.map { value -> [UInt8] in
        guard let value else { return Array("\\N".utf8) }
        let mustQuote =
          value.isEmpty || value == Array("\\N".utf8) || value.starts(with: [0xef, 0xbb, 0xbf])
          || value.contains { [delimiter, 0x22, 0x0a, 0x0d].contains($0) }
        return mustQuote ? [0x22] + value.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] } + [0x22] : value
      }.joined(separator: [delimiter]) + [0x0a]
    }
  }

  @Test(arguments: [UInt8(ascii: ","), UInt8(ascii: "\t")]) func agreesWithTheReference(delimiter: UInt8) {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let alphabet: [UInt8] = [0x2c, 0x22, 0x0a, 0x61, 0x62, 0x63, 0x64, 0x20, 0x09, 0x5c, 0x4e, 0xef, 0xbb, 0xbf, 0x00]
    for longest in [3, 20, 70, 300] {
      let rows = (0..<500).map { _ in
        (0..<3).map { column -> [UInt8]? in
          if random.below(8) == 0 { return nil }
          // The second column's values are mostly plain.
          return column == 1 && random.below(4) > 0
            ? random.bytes(upTo: longest, of: [0x61, 0x7a]) : random.bytes(upTo: longest, of: alphabet)
        }
      }
      #expect(
        Self.written(rows, DelimitedWriter(delimiter: delimiter)) == Self.reference(rows, delimiter), "seed \(seed)")
    }
  }

  @Test func fieldsOfADictionaryAndCells() {
    let writer = DelimitedWriter()
    let names = FieldTexts(capacity: 2)
    let values = ["paid, \"late\"", String(repeating: "free", count: 20)].map { Array($0.utf8) }
    values[0].withUnsafeBufferPointer { first in
      values[1].withUnsafeBufferPointer { second in
        let both = [first, second].map { TextValue($0.baseAddress, count: $0.count) }
        both.withUnsafeBufferPointer { writer.finish($0, end: 0x0a, into: names) }
      }
    }
    let fields = FieldTexts(capacity: 4)
    for (row, code) in [1, 0, 1, 1].enumerated() {
      fields.values[row] = names.values[code]
      fields.size += names.values[code].count
    }
    let cells = FieldCells(capacity: 4)
    cells.fill(4, end: 0x2c) { row, buffer in IntegerText.write(Int64(row * 1000), into: buffer) }
    let buffer = InputBuffer(capacity: 1)
    FieldColumn.join([.cells(cells), .texts(fields)], rows: 4, into: buffer)
    let (paid, free) = ("\"paid, \"\"late\"\"\"", String(repeating: "free", count: 20))
    #expect(
      String(decoding: buffer.bytes, as: UTF8.self) == "0,\(free)\n1000,\(paid)\n2000,\(free)\n3000,\(free)\n")
  }

  /// Columns of short cells, of cells of every length, and of texts of several steps, beside each other.
  @Test func cellsOfEveryLength() {
    var random = SeededGenerator()
    for longest in 1...31 {
      let columns: [[[UInt8]]] = [longest, 1, 31, 16, 17].map { most in
        (0..<50).map { _ in
          let letter = UInt8(ascii: "a") + UInt8(random.below(26))
          return [UInt8](repeating: letter, count: 1 + Int(random.below(numericCast(most))))
        }
      }
      let fields: [FieldColumn] = columns.map { values in
        let cells = FieldCells(capacity: values.count)
        cells.fill(values.count, end: 0x2c) { row, buffer in
          buffer.copyBytes(from: values[row])
          return values[row].count
        }
        return FieldColumn.cells(cells)
      }
      let buffer = InputBuffer(capacity: 1)
      FieldColumn.join(fields, rows: 50, into: buffer)
      let wanted: [UInt8] = (0..<50).flatMap { row in columns.flatMap { $0[row] + [0x2c] } }
      #expect(Array(buffer.bytes) == wanted, "seed \(random.seed), cells of up to \(longest)")
    }
  }

  /// What is written is what `CSVMapper` reads, value by value, quotes telling an empty string from NULL.
  @Test(arguments: [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: "|")]) func readsBack(delimiter: UInt8) {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let alphabet: [UInt8] = [0x2c, 0x22, 0x0a, 0x0d, 0x20, 0x09, 0x61, 0x5c, 0x4e, 0xc3, 0x7c, 0x00]
    let rows = (0..<2000).map { _ in
      (0..<4).map { _ in random.below(8) == 0 ? nil : random.bytes(upTo: 20, of: alphabet) }
    }
    let writer = DelimitedWriter(delimiter: delimiter)
    let text = Self.written(rows, writer)
    var options = CSVOptions(delimiter: delimiter)
    options.takesNUL = true
    let found = CSVMapperTests.found(text, columns: 4, options, step: 5000)
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
  fileprivate init(_ base: UnsafePointer<UInt8>?, count: Int, at offset: Int) {
    self.init(base.map { $0 + offset }, count: count)
  }
}
