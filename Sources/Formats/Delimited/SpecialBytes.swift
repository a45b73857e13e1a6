/// Tells whether a delimiter, a quote or a line end occurs in some bytes.
struct SpecialBytes: Hashable, Sendable {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080
  private static let feeds = ones &* 0x0a
  private static let returns = ones &* 0x0d

  private let delimiters: UInt64
  private let quotes: UInt64

  init(_ delimiter: UInt8, _ quote: UInt8) {
    delimiters = UInt64(delimiter) &* Self.ones
    quotes = UInt64(quote) &* Self.ones
  }

  /// Loads only bytes of `start..<start + count`: short values as overlapping pieces, the last word of long ones again.
  @inline(__always)
  func occur(in start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let base = UnsafeRawPointer(start)
    if count < 8 { return occur(in: Self.short(base, count)) }
    var place = 0
    while place &+ 8 < count {
      if occur(in: base.loadUnaligned(fromByteOffset: place, as: UInt64.self)) { return true }
      place &+= 8
    }
    return occur(in: base.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self))
  }

  /// Some arrangement of 0 to 7 bytes, filled up with the first of them.
  @inline(__always)
  private static func short(_ base: UnsafeRawPointer, _ count: Int) -> UInt64 {
    if count >= 4 {
      let low = base.loadUnaligned(as: UInt32.self)
      let high = base.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
      return UInt64(low) | UInt64(high) &<< 32
    }
    guard count > 0 else { return UInt64(UInt8(ascii: "0")) &* ones }
    let first = UInt64(base.load(as: UInt8.self)) &* ones
    let middle = UInt64(base.load(fromByteOffset: count &>> 1, as: UInt8.self))
    let last = UInt64(base.load(fromByteOffset: count &- 1, as: UInt8.self))
    return first & ~0xffff | middle | last &<< 8
  }

  @inline(__always)
  private func occur(in word: UInt64) -> Bool {
    let found =
      Self.zeros(word ^ delimiters) | Self.zeros(word ^ quotes) | Self.zeros(word ^ Self.feeds)
      | Self.zeros(word ^ Self.returns)
    return found != 0
  }

  /// Not 0 exactly if a byte is zero.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highs }
}
