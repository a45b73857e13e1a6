import Testing

/// `#expect` for loops over random values: nothing is captured or formatted unless it fails.
func check(
  _ condition: Bool, _ comment: @autoclosure () -> String, sourceLocation: SourceLocation = #_sourceLocation
) {
  if !condition { Issue.record(Comment(rawValue: comment()), sourceLocation: sourceLocation) }
}

/// Repeatable random numbers (SplitMix64) whose seed is printed, so that a failure can be run again.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  let seed: UInt64

  init(seed: UInt64? = nil, _ name: String = #function) {
    self.seed = seed ?? UInt64.random(in: 0...UInt64.max)
    state = self.seed
    print("\(name): seed \(self.seed)")
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }

  mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// Digits, the first perhaps 0.
  mutating func digits(_ count: ClosedRange<Int>) -> String {
    String((0..<int(count)).map { _ in Character(String(int(0...9))) })
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[int(0...elements.count - 1)] }
}
