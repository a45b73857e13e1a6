/// A small random number generator whose numbers are the same on every machine: Steele, Lea and Flood's SplitMix64.
///
/// A stream is named by a seed and up to two numbers, so that any song, user or day can be drawn alone, in any order.
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  init(seed: UInt64, _ domain: Domain, _ index: Int = 0) {
    var naming = SplitMix64(seed: seed &+ domain.rawValue &* 0xd134_2543_de82_ef95)
    let root = naming.next()
    state = Self.mix(root &+ UInt64(truncatingIfNeeded: index) &* 0x9e37_79b9_7f4a_7c15)
  }

  /// What a stream draws; the raw values are part of the data's definition.
  enum Domain: UInt64 {
    case artist = 1
    case song, title, track, user, day
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return Self.mix(state)
  }

  /// A number in `0..<bound`; `bound` is at least 1.
  mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(truncatingIfNeeded: bound)).high)
  }

  mutating func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

  mutating func chance(_ count: Int, in total: Int) -> Bool { below(total) < count }

  private static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}
