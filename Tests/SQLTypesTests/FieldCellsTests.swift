import SQLTypes
import TestSupport
import Testing

/// Cells against the writers of one value.
@Suite struct FieldCellsTests {
  private func texts(_ cells: FieldCells, _ rows: Int) -> [String] {
    (0..<rows).map { row in
      let cell = UnsafeRawBufferPointer(start: cells.bytes + row * FieldCells.width, count: Int(cells.counts[row]))
      return String(decoding: cell, as: UTF8.self)
    }
  }

  private func compare(
    _ values: [Int64], _ name: String, _ seed: UInt64, fill: (FieldCells, UnsafeBufferPointer<Int64>) -> Void,
    reference: (Int64) -> String
  ) {
    let cells = FieldCells(capacity: values.count)
    values.withUnsafeBufferPointer { fill(cells, $0) }
    for (value, text) in zip(values, texts(cells, values.count)) {
      let wanted = reference(value) + ","
      check(text == wanted, "seed \(seed): \(name) \(value) gave \(text), not \(wanted)")
    }
  }

  @Test func integers() {
    var random = SeededGenerator()
    var values: [Int64] = [0, .min, .max, 99_999_999, 100_000_000, -1]
    for digits in 1...18 {
      let ten = (0..<digits).reduce(Int64(1)) { power, _ in power * 10 }
      values += [ten - 1, ten, ten + 1, -ten, 7 * ten]
    }
    for _ in 0..<20_000 { values.append(Int64(bitPattern: random.next()) >> Int64(random.int(0...63))) }
    values += (0..<20_000).map(Int64.init)
    compare(Array(0..<1024), "integer", random.seed) {
      $0.fill(integers: $1, end: 0x2c)
    } reference: {
      String($0)
    }
    compare(Array(0...1024), "integer", random.seed) {
      $0.fill(integers: $1, end: 0x2c)
    } reference: {
      String($0)
    }
    compare(values, "integer", random.seed) {
      $0.fill(integers: $1, end: 0x2c)
    } reference: {
      String($0)
    }
  }

  @Test func timestamps() {
    var random = SeededGenerator()
    let day = Timestamp.microsecondsPerDay
    let first = CivilDate(year: 1, month: 1, day: 1).days
    let last = CivilDate(year: 9999, month: 12, day: 31).days
    var values: [Int64] = [
      .min, .max, 0, -1, 1, day - 1, day, -day, Timestamp.range.lowerBound, Timestamp.range.upperBound,
    ]
    for edge in [first, last + 1] { values += [edge * day - 1, edge * day, edge * day + 1] }
    for _ in 0..<5000 {
      let days = Int64.random(in: first - 40...last + 40, using: &random)
      // Several of one day behind each other, fractions of every length.
      for _ in 0..<random.int(1...4) {
        let unit = random.pick([Int64(1), 10, 100, 1000, 10_000, 100_000, 1_000_000, 60_000_000])
        values.append(days * day + Int64.random(in: 0..<day / unit, using: &random) * unit)
      }
    }
    compare(values, "timestamp", random.seed) {
      $0.fill(timestamps: $1, end: 0x2c)
    } reference: {
      DatetimeText.text(timestamp: $0)
    }
  }

  /// Steps of less than a minute and back again, over the ends of minutes, days and the years of four digits.
  @Test func timestampsOfNeighbouringMinutes() {
    var random = SeededGenerator()
    let edges = [(1, 1, 1), (1969, 12, 31), (1970, 1, 1), (2018, 11, 2), (10_000, 1, 1)].map {
      CivilDate(year: $0.0, month: $0.1, day: $0.2).days * Timestamp.microsecondsPerDay
    }
    var values: [Int64] = [Timestamp.range.lowerBound, 30_000_000]
    for edge in edges {
      var value = edge - 200_000_000
      for _ in 0..<2000 {
        let unit = random.pick([Int64(1), 1000, 100_000, 1_000_000])
        value += Int64.random(in: -12_000_000...13_000_000, using: &random)
        values.append(value - value % unit)
      }
    }
    compare(values, "timestamp", random.seed) {
      $0.fill(timestamps: $1, end: 0x2c)
    } reference: {
      DatetimeText.text(timestamp: $0)
    }
  }

  @Test func dates() {
    var random = SeededGenerator()
    let range = CivilDate.range
    var values = Array((CivilDate(year: 1896, month: 1, day: 1).days...CivilDate(year: 2104, month: 12, day: 31).days))
    values += [range.lowerBound, range.upperBound]
    for _ in 0..<5000 {
      let days = Int64.random(in: range, using: &random)
      values += [days, days]
    }
    compare(values, "date", random.seed) {
      $0.fill(dates: $1, end: 0x2c)
    } reference: {
      DatetimeText.text(date: $0)
    }
  }

  @Test func otherWritersAndReplacements() {
    let cells = FieldCells(capacity: 3)
    cells.fill(3, end: 0x0a) { row, buffer in
      #expect(buffer.count >= DoubleText.maximumLength)
      return DoubleText.write([0.1, -2.5e-300, 7][row], into: buffer, style: .shortest)
    }
    #expect(texts(cells, 3) == ["0.1\n", "-2.5e-300\n", "7\n"])
    cells.replace(1, with: Array("\\N".utf8), end: 0x0a)
    cells.replace(2, with: [], end: 0x0a)
    #expect(texts(cells, 3) == ["0.1\n", "\\N\n", "\n"])
  }
}
