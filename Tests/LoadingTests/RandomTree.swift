import TestSupport

/// A random JSON value in two spellings: with white space here and there, and compact as SUPER keeps it.
struct RandomTree {
  var loose: String
  var compact: String

  private init(_ text: String) { (loose, compact) = (text, text) }

  private static let scalars = [
    "null", "true", "false", "0", "-12", "2.50", "1e5", "12345678901234567890", "\"\"", "\"a b\"",
    "\"{\\\"x\\\": [1, 2]}\"",
    "\"\\\\\"", "\"\\u00e9\\n\"", "\"é 中\"", "\" , : \"",
  ]

  init(_ random: inout SeededGenerator, depth: Int = 0) {
    switch random.below(depth < 4 ? 5 : 2) {
    case 3:
      self.init(parts: (0..<random.below(4)).map { _ in RandomTree(&random, depth: depth + 1) }, "[", "]", &random)
    case 4:
      let members = (0..<random.below(4)).map { number in
        RandomTree(name: "\"\(random.pick(["a", "B c", "é", "\\\"q\\\""]))\(number)\"", &random, depth)
      }
      self.init(parts: members, "{", "}", &random)
    default: self.init(random.pick(Self.scalars))
    }
  }

  private init(name: String, _ random: inout SeededGenerator, _ depth: Int) {
    let value = RandomTree(&random, depth: depth + 1)
    loose = name + Self.gap(&random) + ":" + Self.gap(&random) + value.loose
    compact = name + ":" + value.compact
  }

  private init(parts: [RandomTree], _ open: String, _ close: String, _ random: inout SeededGenerator) {
    let gaps = parts.map { _ in (Self.gap(&random), Self.gap(&random)) }
    loose = open + zip(parts, gaps).map { $1.0 + $0.loose + $1.1 }.joined(separator: ",") + close
    compact = open + parts.map(\.compact).joined(separator: ",") + close
  }

  private static func gap(_ random: inout SeededGenerator) -> String {
    random.pick(["", "", "", " ", "  ", "\t", "\n"])
  }
}
