import Columnar
import SQLTypes
import TestSupport
import Testing

/// Dictionaries against the same rows spelled out.
@Suite struct StringColumnTests {
  private static let words = [
    "", "paid", "free", "exactly 12 b", "a string of more than twelve bytes", "blank ", "\u{e9}",
  ]

  private func dictionary(_ codes: [UInt32], words: [String] = words) -> Column {
    var builder = StringBuilder(capacity: words.count)
    for word in words { builder.append(word) }
    let values = builder.finish()
    let strings = StringColumn(
      values: values.values, codes: NarrowWords(codes, below: words.count), arenas: values.arenas,
      mayEndInBlank: true)
    return Column(.varchar(50), strings: strings)
  }

  private func expected(_ codes: [UInt32], words: [String] = words) -> [Value] {
    codes.map { .string(words[Int($0)]) }
  }

  private let codes: [UInt32] = (0..<40).map { $0 * 5 % 7 }

  @Test func holdsItsRows() {
    let column = dictionary(codes)
    #expect(column.count == 40 && column.values == expected(codes))
    #expect(column.longestString == 34)
    guard case .strings(let strings) = column.storage else { return }
    #expect(strings.flat.codes == nil)
    #expect((0..<40).map { strings.flat.values[$0].string } == codes.map { Self.words[Int($0)] })
    #expect(strings.trimmed.view(1).string == "blank")
  }

  @Test(arguments: [0, 1, 3, 13, 14, 15, 39, 40]) func gathersAndSlices(_ count: Int) {
    let column = dictionary(codes)
    let rows = (0..<count).map { UInt32($0 * 11 % 40) }
    #expect(column.gather(rows).values == expected(rows.map { codes[Int($0)] }))
    #expect(column.slice(0..<count).values == expected(Array(codes[..<count])))
    #expect(column.slice(count..<40).values == expected(Array(codes[count...])))
    let optional = rows.map { $0 % 3 == 0 ? Column.noRow : $0 }
    let wanted = optional.map { $0 == Column.noRow ? Value.null : .string(Self.words[Int(codes[Int($0)])]) }
    #expect(column.gather(optional, hasNoRow: true).values == wanted)
  }

  /// Every length around those that have ways of their own, with a NUL at every place and none.
  @Test func findsANULWhereverItIs() {
    for count in 0...40 {
      let text = String(repeating: "\u{1}", count: count)
      #expect(!Column(.varchar(50), values: [.string("none"), .string(text)]).mayHoldNUL, "\(count)")
      for offset in 0..<count {
        let torn = text.prefix(offset) + "\0" + text.dropFirst(offset + 1)
        #expect(Column(.varchar(50), values: [.string(String(torn))]).mayHoldNUL, "\(offset) of \(count)")
      }
    }
  }

  @Test func concatenatesDictionariesAndPlainColumns() {
    let same = dictionary(codes)
    let half = same.slice(3..<30)
    let other = dictionary(codes, words: Self.words.reversed())
    let plain = Column(.varchar(50), values: [.string("plain"), .null])
    let all = expected(codes)
    #expect(Column.concatenate([same, half, same]).values == all + Array(all[3..<30]) + all)
    let reversed = expected(codes, words: Self.words.reversed())
    #expect(Column.concatenate([same, other, half]).values == all + reversed + Array(all[3..<30]))
    #expect(Column.concatenate([same, plain, other]).values == all + plain.values + reversed)
  }

  /// One byte a code, two, four; put behind each other they may need more.
  @Test(arguments: [256, 257, 65_536, 65_537]) func codesOfEachWidth(_ count: Int) {
    let words = (0..<count).map { "word \($0)" }
    let codes = (0..<UInt32(2 * count)).map { ($0 &* 7919 &+ 3) % UInt32(count) }
    let all = codes.map { Value.string(words[Int($0)]) }
    let column = dictionary(codes, words: words)
    let rows = (0..<UInt32(count)).map { $0 * 2 + 1 }
    #expect(column.values == all)
    #expect(column.gather(rows).values == rows.map { all[Int($0)] })
    #expect(column.slice(5..<2 * count).values == Array(all[5...]))
    let other = dictionary(codes, words: words.reversed())
    #expect(Column.concatenate([column, other]).values == all + codes.map { .string(words[count - 1 - Int($0)]) })
  }

  @Test func keepsADictionaryWhereItPays() {
    func isDictionary(_ column: Column) -> Bool {
      guard case .strings(let strings) = column.storage else { return false }
      return strings.codes != nil
    }
    let column = dictionary(codes)
    #expect(isDictionary(column.slice(0..<14)) && !isDictionary(column.slice(0..<13)))
    #expect(isDictionary(Column.concatenate([column, column.slice(0..<20)])))
    #expect(!isDictionary(column.gather([1, 2, 3])))
  }

  @Test func viewsFromPaddedMemoryAreTheSame() {
    let bytes = Array("abcdefghijklmnopqrstuvwxyz".utf8)
    bytes.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      for count in 0...14 {
        for offset in 0..<10 {
          let view = StringView(padded: start + offset, count: count)
          #expect(view == StringView(start + offset, count: count), "count \(count)")
        }
      }
    }
  }

  private func dictionary(of values: StringColumn, first count: Int, _ codes: [UInt32]) -> Column {
    let strings = StringColumn(
      values: Array(values.values.prefix(count)), codes: NarrowWords(codes, below: count), arenas: values.arenas,
      mayEndInBlank: true)
    return Column(.varchar(50), strings: strings)
  }

  private func dictionaries(_ columns: [Column]) -> Set<UInt> {
    Set(
      columns.compactMap { column in
        guard case .strings(let strings) = column.storage, strings.codes != nil else { return nil }
        return strings.values.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
      })
  }

  /// Two workers' dictionaries as they grew, in any order of batches; one longer than it is worth to the first batch.
  @Test func growingDictionariesAreShared() {
    var random = SeededGenerator()
    let workers = (0..<2).map { worker in
      var builder = StringBuilder(capacity: 64)
      for number in 0..<64 { builder.append("a value of worker \(worker): \(number)") }
      return builder.finish()
    }
    var sizes = [4, 4]
    let columns = (0..<20).map { _ in
      let worker = random.below(2)
      sizes[worker] = min(64, sizes[worker] + random.below(9))
      let rows = 128 + random.below(100)
      return dictionary(
        of: workers[worker], first: sizes[worker], (0..<rows).map { _ in UInt32(random.below(sizes[worker])) })
    }
    let few = dictionary(of: workers[0], first: 3, [0, 1, 2, 0, 1, 2])
    let shared = DictionarySharing.share([few] + columns)
    #expect(shared.map(\.values) == ([few] + columns).map(\.values))
    #expect(dictionaries(Array(shared.dropFirst())).count <= 2)
    #expect(dictionaries([shared[0]]) == dictionaries([few]))
  }

  @Test func otherDictionariesAreNotShared() {
    let columns = [dictionary(codes), dictionary(codes), dictionary(codes).gather([0, 1])]
    let shared = DictionarySharing.share(columns)
    #expect(shared.map(\.values) == columns.map(\.values))
    #expect(dictionaries(shared) == dictionaries(columns))
  }
}

extension Column {
  fileprivate var mayHoldNUL: Bool {
    guard case .strings(let strings) = storage else { return false }
    return strings.mayHoldNUL
  }
}
