/// What the next bits of deflated data stand for, by a look into a table (RFC 1951, 3.2.2).
///
/// The first `rootBits` bits lead to an entry: that of the symbol whose code they begin with, or, for a code that is
/// longer, of a further table for the bits behind them. Codes are given by their lengths alone.
///
///     lengths a 1, b 2, c 3, d 3  →  codes a 0, b 10, c 110, d 111
///     root of 2 bits (first bit lowest):  x0 → a   01 → b   11 → table of 1 bit: 0 → c, 1 → d
struct HuffmanTable: ~Copyable {
  /// One symbol, ready for use.
  struct Entry {
    /// Bits 0 to 7: how many the code (behind the root's, in a further table) and the number behind it have; 8 to 11:
    /// the code alone; 12 to 15: what it is; 16 to 31: literal, base of the number, or place of the table.
    let bits: UInt32

    private static let literalMark: UInt32 = 1 << 15
    private static let furtherMark: UInt32 = 1 << 14
    private static let endMark: UInt32 = 1 << 13
    private static let invalidMark: UInt32 = 1 << 12

    private init(value: Int, codeBits: Int, extraBits: Int, _ kind: UInt32) {
      bits = UInt32(value) << 16 | kind | UInt32(codeBits) << 8 | UInt32(codeBits + extraBits)
    }

    static func literal(_ value: Int) -> Entry { Entry(value: value, codeBits: 0, extraBits: 0, literalMark) }
    static func number(_ base: Int, extraBits: Int) -> Entry {
      Entry(value: base, codeBits: 0, extraBits: extraBits, 0)
    }
    static var endOfBlock: Entry { Entry(value: 0, codeBits: 0, extraBits: 0, endMark) }
    static var invalid: Entry { Entry(value: 0, codeBits: 0, extraBits: 0, invalidMark) }
    fileprivate static func further(at place: Int) -> Entry {
      Entry(value: place, codeBits: 0, extraBits: 0, furtherMark)
    }

    private init(_ bits: UInt32) { self.bits = bits }

    /// The same symbol with a code of so many bits.
    fileprivate func coded(_ codeBits: Int) -> Entry { Entry(bits + UInt32(codeBits) * 0x101) }

    @inline(__always) var isLiteral: Bool { bits & Self.literalMark != 0 }
    @inline(__always) var isEndOfBlock: Bool { bits & Self.endMark != 0 }
    @inline(__always) var isInvalid: Bool { bits & Self.invalidMark != 0 }
    @inline(__always) var isFurther: Bool { bits & Self.furtherMark != 0 }
    /// Neither literal nor number.
    @inline(__always) var isSpecial: Bool { bits & (Self.furtherMark | Self.endMark | Self.invalidMark) != 0 }
    @inline(__always) var value: Int { Int(bits >> 16) }
    @inline(__always) var totalBits: UInt64 { UInt64(bits & 0xff) }
    @inline(__always) private var codeBits: UInt64 { UInt64(bits >> 8 & 0xf) }

    /// The number that this entry's bits, which `bits` begins with, stand for.
    @inline(__always)
    func number(_ bits: UInt64) -> Int {
      value &+ Int(truncatingIfNeeded: (bits & ((1 &<< totalBits) &- 1)) &>> codeBits)
    }
  }

  /// No code is longer.
  static let longestCode = 15

  let rootBits: Int
  let entries: UnsafeMutablePointer<Entry>
  private let capacity: Int
  /// Of the further tables: as many as the longest code needs behind the root's.
  private(set) var furtherBits = 0

  /// For up to `symbolCount` symbols.
  ///
  /// In bounds: a further table has two codes or more, for the codes fill all there is but in the one case of a single
  /// short code; so there are at most half as many as symbols.
  init(rootBits: Int, symbolCount: Int) {
    self.rootBits = rootBits
    capacity = 1 << rootBits + (symbolCount / 2) << (Self.longestCode - rootBits)
    entries = .allocate(capacity: capacity)
    entries.initialize(repeating: Entry.invalid.coded(1), count: capacity)
  }

  deinit { entries.deallocate() }

  /// The entry that `bits` lead to, and the bits of the root's where it is a further table's.
  func find(_ bits: UInt64) -> (entry: Entry, rootBits: UInt64) {
    let entry = entries[Int(truncatingIfNeeded: bits) & (1 << rootBits - 1)]
    guard entry.isFurther else { return (entry, 0) }
    let rest = Int(truncatingIfNeeded: bits &>> UInt64(rootBits)) & (1 << furtherBits - 1)
    return (entries[entry.value + rest], UInt64(rootBits))
  }

  /// Takes the codes of the symbols that `symbols` gives the entries of, by the lengths of their codes: 0 for a symbol
  /// without one. False where these are no codes: too many, or too few, but for none or a single one of one bit where
  /// `mayBeIncomplete`.
  mutating func build(
    _ lengths: UnsafeBufferPointer<UInt8>, mayBeIncomplete: Bool, _ symbols: [Entry]
  ) -> Bool {
    var ordered = CodeOrder(lengths)
    furtherBits = max(0, ordered.longest - rootBits)
    guard ordered.left >= 0 else { return false }
    guard ordered.left == 0 else {
      guard mayBeIncomplete, ordered.longest <= 1 else { return false }
      for index in 0..<1 << rootBits { entries[index] = Entry.invalid.coded(1) }
      if ordered.longest == 1 { fill(0, length: 1, symbols[ordered.nextSymbol()], from: 0, bits: rootBits) }
      return true
    }
    place(&ordered, symbols)
    return true
  }

  private func place(_ ordered: inout CodeOrder, _ symbols: [Entry]) {
    /// The code, its first bit lowest, as the data has it.
    var code = 0
    var (table, prefix) = (1 << rootBits - 1 << furtherBits, -1)
    for length in 1...max(1, ordered.longest) {
      for _ in 0..<ordered.count(of: length) {
        let entry = symbols[ordered.nextSymbol()]
        if length <= rootBits {
          fill(code, length: length, entry, from: 0, bits: rootBits)
        } else {
          if code & (1 << rootBits - 1) != prefix {
            prefix = code & (1 << rootBits - 1)
            table += 1 << furtherBits
            entries[prefix] = .further(at: table)
          }
          fill(code >> rootBits, length: length - rootBits, entry, from: table, bits: furtherBits)
        }
        code = Self.successor(code, length)
      }
    }
  }

  /// Every index whose lowest `length` bits are the code, in the table of `bits` that begins at `first`.
  private func fill(_ code: Int, length: Int, _ entry: Entry, from first: Int, bits: Int) {
    let coded = entry.coded(length)
    for index in stride(from: code, to: 1 << bits, by: 1 << length) {
      precondition(first + index < capacity, "a table of codes is full")
      entries[first + index] = coded
    }
  }

  /// The next code of so many bits, first bit lowest: one more, carried downwards.
  private static func successor(_ code: Int, _ length: Int) -> Int {
    var bit = 1 << (length - 1)
    while code & bit != 0 { bit >>= 1 }
    return bit == 0 ? 0 : code & (bit - 1) | bit
  }
}

/// Symbols in the order of their codes: by length, then as they come.
private struct CodeOrder {
  private var counts = InlineArray<16, Int>(repeating: 0)
  private var symbols = InlineArray<320, UInt16>(repeating: 0)
  private var next = 0
  private(set) var longest = 0
  /// Codes of the greatest length that no symbol has: below zero where too many symbols have codes.
  private(set) var left = 1

  init(_ lengths: UnsafeBufferPointer<UInt8>) {
    for length in lengths { counts[Int(length)] += 1 }
    counts[0] = 0
    var starts = InlineArray<16, Int>(repeating: 0)
    for length in 1...HuffmanTable.longestCode {
      starts[length] = starts[length - 1] + counts[length - 1]
      if left >= 0 { left = left << 1 - counts[length] }
      if counts[length] > 0 { longest = length }
    }
    for symbol in 0..<lengths.count where lengths[symbol] > 0 {
      symbols[starts[Int(lengths[symbol])]] = UInt16(symbol)
      starts[Int(lengths[symbol])] += 1
    }
  }

  func count(of length: Int) -> Int { counts[length] }

  mutating func nextSymbol() -> Int {
    defer { next += 1 }
    return Int(symbols[next])
  }
}
