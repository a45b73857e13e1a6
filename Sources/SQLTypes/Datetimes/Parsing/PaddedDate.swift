/// The fast path of dates: `YYYY-MM-DD`, from memory that is readable behind the text.
///
/// **What it gains.** Two loads are the eight digits; one multiplication makes them four pairs, which are checked all at
/// once, and nothing but the digits' own values is branched on.
///
///     "1996-03-13"    1 9 9 6 0 3 1 3    19 96 03 13    9568
///
/// Anything else is nil: `DatetimeParser.fastDate` and those behind it read it. In bounds: eight bytes are read from the
/// start, and two behind them.
@usableFromInline
package enum PaddedDate {
  /// Days since 1970-01-01; nil also for a day that does not exist.
  @inlinable @inline(__always)
  package static func days(_ start: UnsafeRawPointer, count: Int) -> Int64? {
    count == 10 ? pairs(start).flatMap(days) : nil
  }

  /// Whether a text has the form, and no mask reads a day from it: the calendar has none. What year 0 is, masks say.
  @inlinable @inline(__always)
  package static func isNoDay(_ start: UnsafeRawPointer, count: Int) -> Bool {
    guard count == 10, let pairs = pairs(start) else { return false }
    return isNoDay(pairs)
  }

  /// Century, year of it, month and day, of 16 bits each, the lowest first; nil for other forms.
  @inlinable @inline(__always)
  static func pairs(_ start: UnsafeRawPointer) -> UInt64? {
    let head = PaddedNumber.word(start)
    guard head & 0xff00_00ff_0000_0000 == 0x2d00_002d_0000_0000 else { return nil }
    let day = UInt64(UInt16(littleEndian: (start + 8).loadUnaligned(as: UInt16.self)))
    let digits = (head & 0xffff_ffff | head >> 8 & 0xffff_0000_0000 | day << 48) ^ 0x3030_3030_3030_3030
    guard (digits | (digits &+ 0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080 == 0 else { return nil }
    return (digits &* 10 &+ digits >> 8) & 0x00ff_00ff_00ff_00ff
  }

  @inlinable @inline(__always)
  static func isNoDay(_ pairs: UInt64) -> Bool {
    let (century, years) = (pairs & 0xff, pairs >> 16 & 0xff)
    let (month, day) = (pairs >> 32 & 0xff, pairs >> 48)
    let isLeap = (years == 0 ? century : years) & 3 == 0
    let length = month == 2 ? (isLeap ? 29 : 28) : 30 &+ ((month &+ month >> 3) & 1)
    return month &- 1 >= 12 || day &- 1 >= length
  }

  @inlinable @inline(__always)
  static func days(_ pairs: UInt64) -> Int64? {
    let (month, day) = (pairs >> 32 & 0xff, pairs >> 48)
    let year = (pairs & 0xff) &* 100 &+ pairs >> 16 & 0xff
    guard year > 0, !isNoDay(pairs) else { return nil }
    // From the first of March, so that the leap day is the last of its year (`CivilDate`).
    let shiftedYear = month <= 2 ? year &- 1 : year
    let shiftedMonth = month <= 2 ? month &+ 9 : month &- 3
    let leapDays = shiftedYear / 4 &- shiftedYear / 100 &+ shiftedYear / 400
    let dayOfYear = (153 &* shiftedMonth &+ 2) / 5 &+ day
    return Int64(truncatingIfNeeded: shiftedYear &* 365 &+ leapDays &+ dayOfYear) &- 719_469
  }
}
