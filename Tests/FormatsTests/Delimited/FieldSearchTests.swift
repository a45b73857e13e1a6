import Formats
import Testing

/// Fields of every length up to some steps of the search, with a byte beyond ASCII at any place or at none: where each
/// field lies, and whether it is ASCII.
@Suite struct FieldSearchTests {
  @Test(
    arguments: [
      CSVMapper(columnCount: 2, options: CSVOptions(delimiter: UInt8(ascii: "|"))),
      DelimitedMapper(columnCount: 2, options: DelimitedOptions()),
    ] as [any RecordMapper])
  func `fields of any length`(mapper: any RecordMapper) {
    for length in 0...100 {
      for place in -1..<length {
        var field = [UInt8](repeating: UInt8(ascii: "a"), count: length)
        if place >= 0 { field[place] = 0xc3 }
        check(field, [0xc3], mapper)
        check([0xc3], field, mapper)
      }
    }
  }

  private func check(_ first: [UInt8], _ second: [UInt8], _ mapper: any RecordMapper) {
    let buffer = InputBuffer()
    (first + [UInt8(ascii: "|")] + second + Array("\né|é\n".utf8)).withUnsafeBytes { buffer.append($0) }
    var (mapper, batch) = (mapper, RecordBatch(columnCount: 2))
    _ = mapper.map(buffer.bytes, from: 0, isLast: true, into: &batch)
    let found = (0..<min(batch.count, 1)).flatMap { [batch[0, $0], batch[1, $0]] }
    let expected = [(0, first), (first.count + 1, second)].map { offset, field in
      FieldSlice(offset: offset, length: field.count, kind: .text, isASCII: field.allSatisfy { $0 < 0x80 })
    }
    #expect(found == expected && batch.count == 2, "\(first) and \(second)")
  }
}
