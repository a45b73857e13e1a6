/// A listener, drawn from their number alone, with the times at which they began or ceased to pay.
struct User {
  let id: Int
  let firstName: Int
  let lastName: Int
  let isFemale: Bool
  let place: Place
  let agent: Int
  /// Milliseconds since 1970.
  let registration: Int
  private let paidAtFirst: Bool
  private let changes: (Int, Int)

  init(number: Int, seed: UInt64, _ words: Vocabulary) {
    var random = SplitMix64(seed: seed, .user, number)
    id = number + 1
    firstName = random.below(words.firstNames.count)
    lastName = random.below(words.lastNames.count)
    isFemale = random.chance(3, in: 5)
    place = Place.ofUser(&random, words)
    agent = random.below(words.agents.count)
    registration = Month.start - 1 - random.below(3_000_000_000)
    paidAtFirst = random.chance(2, in: 5)
    changes = Self.drawChanges(&random)
  }

  func isPaying(at time: Int) -> Bool {
    let count = (time >= changes.0 ? 1 : 0) + (time >= changes.1 ? 1 : 0)
    return paidAtFirst != (count == 1)
  }

  /// Two users in three keep their level; of the others, one in three changes it twice.
  private static func drawChanges(_ random: inout SplitMix64) -> (Int, Int) {
    let first = Month.start + random.below(Month.length)
    let second = first + random.below(Month.length)
    let kind = random.below(9)
    return (kind < 6 ? Int.max : first, kind < 8 ? Int.max : second)
  }
}
