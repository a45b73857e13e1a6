/// The fast path of timestamps: `YYYY-MM-DD HH:MI:SS`.
///
/// **What it gains.** The date is `PaddedDate`'s; one load more is the time, its six digits checked and paired at once.
///
///     "1996-03-13 08:15:59"    08:15:59    0 8 1 5 5 9    08 15 59
///
/// A moment that is none is told too, so that a file of them is refused as fast. Anything else is nil:
/// `DatetimeParser.fastTimestamp` and those behind it read it. In bounds: the text has 19 bytes, and the last eight are
/// one load.
@usableFromInline
package enum PaddedTimestamp {
  /// Microseconds since 1970-01-01 00:00; out of range where no mask reads a moment from a text of this form, since
  /// calendar or clock have none. What 24 o'clock, a leap second and year 0 are, masks say.
  @inlinable @inline(__always)
  package static func read(_ start: UnsafeRawPointer, count: Int) -> Parsed<Int64>? {
    guard count == 19, start.load(fromByteOffset: 10, as: UInt8.self) == 0x20 else { return nil }
    guard let date = PaddedDate.pairs(start), let clock = pairs(PaddedNumber.word(start + 11)) else { return nil }
    let (hour, minute, second) = (clock & 0xff, clock >> 16 & 0xff, clock >> 32)
    if hour > 24 || minute >= 60 || second > 60 || PaddedDate.isNoDay(date) { return .outOfRange }
    guard hour < 24, second < 60, let days = PaddedDate.days(date) else { return nil }
    let time = Int64(truncatingIfNeeded: (hour &* 60 &+ minute) &* 60 &+ second)
    return .value(days &* 86_400_000_000 &+ time &* 1_000_000)
  }

  /// Hour, minute and second of `HH:MI:SS`, of 16 bits each, the lowest first; nil for other forms.
  @inlinable @inline(__always)
  static func pairs(_ word: UInt64) -> UInt64? {
    guard word & 0xff00_00ff_0000 == 0x3a00_003a_0000 else { return nil }
    let digits = (word & 0xffff | word >> 8 & 0xffff_0000 | word >> 16 & 0xffff_0000_0000) ^ 0x3030_3030_3030
    guard (digits | (digits &+ 0x7676_7676_7676)) & 0x8080_8080_8080 == 0 else { return nil }
    return (digits &* 10 &+ digits >> 8) & 0x00ff_00ff_00ff
  }
}
