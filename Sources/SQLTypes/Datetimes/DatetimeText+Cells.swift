/// Dates and timestamps of a column: the text of the minute, or of the day, is kept while that stays the same, as it
/// does in most files for tens of rows; the rest is made with a few multiplications and no branch.
///
/// ```
/// bytes of a cell   0         8         16   20
///                   2018-11-  01 20:57  :10. 796
/// ```
///
/// Days outside the years 1 to 9999 go to `DatetimeText.write`, which is also the reference.
extension FieldCells {
  /// What `DatetimeText.write(timestamp:)` writes, row by row.
  package func fill(timestamps values: UnsafeBufferPointer<Int64>, end: UInt8) {
    precondition(values.count <= capacity, "the cells hold the block")
    var day = DayText(days: 0)
    var midnight: Int64 = 0
    var minute = MinuteText(day, 0)
    var start: Int64 = 0
    for row in 0..<values.count {
      if UInt64(bitPattern: values[row] &- start) >= UInt64(Timestamp.microsecondsPerMinute) {
        if UInt64(bitPattern: values[row] &- midnight) >= UInt64(Timestamp.microsecondsPerDay) {
          let days = Timestamp.days(values[row])
          day = DayText(days: days)
          midnight = days &* Timestamp.microsecondsPerDay
        }
        guard day.isPlain else {
          put(row, end: end) { DatetimeText.write(timestamp: values[row], into: $0) }
          continue
        }
        let minutes = (values[row] &- midnight) / Timestamp.microsecondsPerMinute
        minute = MinuteText(day, UInt32(truncatingIfNeeded: minutes))
        start = midnight &+ minutes &* Timestamp.microsecondsPerMinute
      }
      let time = UInt32(truncatingIfNeeded: values[row] &- start)
      finish(row, minute.put(time, at: bytes + row &* Self.width), end)
    }
  }

  /// What `DatetimeText.write(timestamptz:)` writes in UTC. False, and nothing is written, where a value is outside the
  /// years 1 to 9999: its text might be longer than a cell.
  package func fill(timestampsUTC values: UnsafeBufferPointer<Int64>, end: UInt8) -> Bool {
    let plain = DayText.plainTimestamps
    guard values.allSatisfy({ $0 >= plain.lowerBound && $0 <= plain.upperBound }) else { return false }
    fill(timestamps: values, end: end)
    let suffix = 0x0030_302b | UInt32(end) << 24
    for row in 0..<values.count {
      // Over the byte that ended the timestamp.
      let offset = row &* Self.width &+ Int(counts[row]) &- 1
      bytes.storeBytes(of: suffix.littleEndian, toByteOffset: offset, as: UInt32.self)
      counts[row] &+= 3
    }
    return true
  }

  /// What `DatetimeText.write(date:)` writes, row by row.
  package func fill(dates values: UnsafeBufferPointer<Int64>, end: UInt8) {
    precondition(values.count <= capacity, "the cells hold the block")
    guard var days = values.first else { return }
    var day = DayText(days: days)
    for row in 0..<values.count {
      if values[row] != days {
        days = values[row]
        day = DayText(days: days)
      }
      if day.isPlain {
        day.put(in: bytes + row &* Self.width)
        finish(row, 10, end)
      } else {
        put(row, end: end) { DatetimeText.write(date: days, into: $0) }
      }
    }
  }
}

/// `YYYY-MM-DD ` as two words.
private struct DayText {
  /// `YYYY-MM-`
  let start: UInt64
  /// `DD `
  let rest: UInt32
  /// A year of four digits.
  let isPlain: Bool

  static let plainTimestamps =
    CivilDate(year: 1, month: 1, day: 1).days * Timestamp.microsecondsPerDay...CivilDate(
      year: 10_000, month: 1, day: 1
    ).days * Timestamp.microsecondsPerDay - 1

  init(days: Int64) {
    let date = CivilDate(days: days)
    isPlain = date.year >= 1 && date.year <= 9999
    guard isPlain else {
      (start, rest) = (0, 0)
      return
    }
    // The year's four digits, 0, the month's two, 0: then the dashes where the zeros are.
    let digits = IntegerText.eightDigits(of: UInt32(date.year * 10_000 + date.month * 10))
    start = digits | 0x2d30_302d_3030_3030
    rest = UInt32(date.day / 10 + 0x30) | UInt32(date.day % 10 + 0x30) << 8 | 0x20 << 16
  }

  /// Twelve bytes.
  @inline(__always)
  func put(in cell: UnsafeMutableRawPointer) {
    cell.storeBytes(of: start.littleEndian, as: UInt64.self)
    cell.storeBytes(of: rest.littleEndian, toByteOffset: 8, as: UInt32.self)
  }
}

/// `YYYY-MM-DD HH:MM` as two words.
private struct MinuteText {
  /// `YYYY-MM-`
  private let start: UInt64
  /// `DD HH:MM`
  private let rest: UInt64

  /// Of a plain day, and minutes since its midnight.
  init(_ day: DayText, _ minutes: UInt32) {
    start = day.start
    let hours = minutes / 60
    // Fields of 24 bits: `HH:`, `MM`; as in `eightDigits`, times 103 and shifted by ten is divided by ten.
    let fields = UInt64(hours) | UInt64(minutes &- hours &* 60) &<< 24
    let tens = (fields &* 103) &>> 10 & 0x0f00_000f
    let text = ((fields &- tens &* 10) &<< 8 | tens) | 0x30_303a_3030
    rest = UInt64(day.rest) | text &<< 24
  }

  /// Writes the minute and `:SS[.ffffff]` of the microseconds since it began, and gives the count. Stores 28 bytes.
  @inline(__always)
  func put(_ time: UInt32, at target: UnsafeMutableRawPointer) -> Int {
    // `SSffffff`
    let digits = IntegerText.eightDigits(of: time)
    let text = digits | IntegerText.asciiZeros
    let seconds = UInt32(truncatingIfNeeded: text & 0xffff) &<< 8 | 0x2e00_003a
    target.storeBytes(of: start.littleEndian, as: UInt64.self)
    target.storeBytes(of: rest.littleEndian, toByteOffset: 8, as: UInt64.self)
    target.storeBytes(of: seconds.littleEndian, toByteOffset: 16, as: UInt32.self)
    target.storeBytes(of: (text &>> 16).littleEndian, toByteOffset: 20, as: UInt64.self)
    // Zeros at the end are left out, and with the last of six the point.
    let decimals = 6 &- digits.leadingZeroBitCount &>> 3
    return decimals > 0 ? 20 &+ decimals : 19
  }
}
