extension [UInt8] {
  mutating func append(_ phrase: Phrase, _ style: JSONStyle) { append(contentsOf: phrase.bytes(style)) }

  /// The decimal digits of a number that is not negative.
  mutating func append(decimal number: Int) {
    if number >= 10 { append(decimal: number / 10) }
    append(UInt8(truncatingIfNeeded: 48 &+ number % 10))
  }

  /// A number of hundred-thousandths as the shortest decimal fraction: 20286649 is `202.86649`, 6000000 is `60.0`.
  mutating func append(hundredThousandths number: Int) {
    if number < 0 { append(0x2d) }
    append(decimal: Int(number.magnitude) / 100_000)
    append(0x2e)
    var fraction = Int(number.magnitude) % 100_000
    var unit = 10_000
    repeat {
      append(UInt8(truncatingIfNeeded: 48 &+ fraction / unit))
      fraction %= unit
      unit /= 10
    } while fraction > 0
  }

  /// `count` digits of `number` in the base that `alphabet` has, the lowest digit first.
  mutating func append(_ number: Int, digits count: Int, of alphabet: [UInt8]) {
    var rest = number
    for _ in 0..<count {
      append(alphabet[rest % alphabet.count])
      rest /= alphabet.count
    }
  }
}
