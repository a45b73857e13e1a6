/// About the bytes that general compression makes of a stretch of bytes: LZO's kind, which writes literals and
/// references to what came before, and Zstandard's kind, which also writes frequent bytes in fewer bits.
///
/// ```
/// bytes    song=1;song=2;         literals "song=1;"    a reference of 5 bytes    literals "2;"
/// ```
/// The matches are those that a greedy search over a table of the last place of each four bytes finds.
struct LempelZivSize {
  private(set) var literals = 0
  private(set) var matches = 0
  private var counts = [Int](repeating: 0, count: 256)

  private static let shortest = 4
  private static let tableBits: UInt32 = 14

  init(_ bytes: [UInt8]) {
    var last = [Int32](repeating: -1, count: 1 << Self.tableBits)
    var index = 0
    while index + Self.shortest <= bytes.count {
      let slot = Self.hash(bytes, index)
      let candidate = Int(last[slot])
      last[slot] = Int32(truncatingIfNeeded: index)
      let length = candidate < 0 || index - candidate > 0xffff ? 0 : Self.common(bytes, candidate, index)
      if length >= Self.shortest {
        matches += 1
        index += length
      } else {
        add(bytes[index])
        index += 1
      }
    }
    while index < bytes.count {
      add(bytes[index])
      index += 1
    }
  }

  /// A reference takes three bytes, and literals a byte each.
  var lzo: Int { literals + matches * 3 }

  /// Literals in as many bits as their frequencies ask for, references a little shorter.
  var zstandard: Int {
    let bits = counts.reduce(0.0) { sum, count in
      count == 0 ? sum : sum + Double(count) * logarithm(Double(literals) / Double(count))
    }
    return Int(bits / 8) + matches * 5 / 2
  }

  private mutating func add(_ byte: UInt8) {
    literals += 1
    counts[Int(byte)] += 1
  }

  private static func hash(_ bytes: [UInt8], _ index: Int) -> Int {
    let word =
      UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
      | UInt32(bytes[index + 3]) << 24
    return Int((word &* 2_654_435_761) >> (32 - tableBits))
  }

  private static func common(_ bytes: [UInt8], _ earlier: Int, _ later: Int) -> Int {
    var length = 0
    while later + length < bytes.count, bytes[earlier + length] == bytes[later + length] { length += 1 }
    return length
  }
}

/// The binary logarithm of a number from 1 on, by halving: exact to a thousandth, which is more than sizes need.
private func logarithm(_ number: Double) -> Double {
  let whole = Double(number.exponent)
  var (rest, digit, fraction) = (number.significand, 0.5, 0.0)
  while digit > 0.0005 {
    rest *= rest
    if rest >= 2 {
      rest /= 2
      fraction += digit
    }
    digit /= 2
  }
  return whole + fraction
}
