/// Repeatable random numbers (SplitMix64): a failure can be run again from its printed seed.
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  package let seed: UInt64

  /// A seed of its own, which is printed.
  package init(_ name: String = #function) {
    self.init(seed: UInt64.random(in: 0 ... .max))
    print("\(name): seed \(seed)")
  }

  /// A given seed: who gives it prints it, or puts it into what a failure says.
  package init(seed: UInt64) {
    self.seed = seed
    state = seed
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }

  package mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
  package mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }
  package mutating func flag() -> Bool { next() & 1 == 1 }
  package mutating func pick<Element>(_ elements: [Element]) -> Element { elements[int(0...elements.count - 1)] }

  /// Digits, the first perhaps 0.
  package mutating func digits(_ count: ClosedRange<Int>) -> String {
    String((0..<int(count)).map { _ in Character(String(int(0...9))) })
  }

  package mutating func bytes(upTo size: Int, of alphabet: [UInt8]) -> [UInt8] {
    (0..<below(size + 1)).map { _ in alphabet[below(alphabet.count)] }
  }
}
