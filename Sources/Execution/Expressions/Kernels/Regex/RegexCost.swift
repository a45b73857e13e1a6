import SQLTypes

/// What the system's matcher would make of a pattern, told before it is asked: `(a{1,200}){1,200}` is 40,000 states and
/// minutes, and a back-reference behind repetitions is tried in every way there is: where groups repeat, or two of them are
/// referred to, in a time that grows with the cube of the text and worse. Beyond the bounds is 54001.
struct RegexCost {
  private static let maximumStates = 4_000
  private static let maximumDepth = 1_000
  /// Of repetitions without an end in a pattern with back-references.
  private static let maximumRepetitions = 2

  private var rest: Substring.UnicodeScalarView
  private var depth = 0
  private var repetitions = 0
  private var hasRepeatedGroup = false
  /// The groups that back-references name.
  private var references: Set<Unicode.Scalar> = []

  /// Gives the bytes of the longest text that the pattern can be matched with: one way with a back-reference alone takes
  /// time that is quadratic in them. Errors: 54001.
  static func longestText(_ pattern: String) throws(SQLError) -> Int {
    var cost = RegexCost(rest: Substring(pattern).unicodeScalars)
    // An unmatched parenthesis is the matcher's to refuse.
    while !cost.rest.isEmpty {
      _ = try cost.alternatives()
      _ = cost.rest.popFirst()
    }
    guard !cost.references.isEmpty else { return .max }
    if cost.repetitions < 2 && !cost.hasRepeatedGroup { return 5_000 }
    if cost.references.count > 1 || cost.hasRepeatedGroup || cost.repetitions > maximumRepetitions { throw tooComplex }
    return 1_000
  }

  private init(rest: Substring.UnicodeScalarView) { self.rest = rest }

  static let tooComplex = SQLError(
    SQLState("54001"), "regular expression is too complex",
    hint: "Repetitions within repetitions multiply: write smaller bounds, or fewer of them.")

  /// States up to a closing parenthesis or the end.
  private mutating func alternatives() throws(SQLError) -> Int {
    var states = 0
    while let next = rest.first, next != ")" {
      rest.removeFirst()
      states += try repeated(try atom(next), isGroup: next == "(")
      guard states <= Self.maximumStates else { throw Self.tooComplex }
    }
    return states
  }

  private mutating func atom(_ first: Unicode.Scalar) throws(SQLError) -> Int {
    switch first {
    case "(":
      depth += 1
      guard depth <= Self.maximumDepth else { throw Self.tooComplex }
      defer { depth -= 1 }
      let states = try alternatives()
      _ = rest.popFirst()
      return states + 1
    case "[":
      skipClass()
      return 1
    case "\\":
      if let next = rest.popFirst(), ("1"..."9").contains(next) { references.insert(next) }
      return 1
    default: return 1
    }
  }

  private mutating func skipClass() {
    if rest.first == "^" { rest.removeFirst() }
    if rest.first == "]" { rest.removeFirst() }
    while let next = rest.popFirst(), next != "]" {
      if next == "\\" { _ = rest.popFirst() }
      if next == "[", rest.first == ":", let end = rest.firstIndex(of: "]") { rest = rest[rest.index(after: end)...] }
    }
  }

  /// The states of an atom under what repeats it;
  private mutating func repeated(_ states: Int, isGroup: Bool) throws(SQLError) -> Int {
    var states = states
    while let next = rest.first, ["*", "+", "?", "{"].contains(next) {
      rest.removeFirst()
      if next == "{" {
        guard let bound = bound() else { return states + 1 }
        states *= max(1, bound)
      }
      if next == "*" || next == "+" { repetitions += 1 }
      if next != "?" && isGroup { hasRepeatedGroup = true }
      guard states <= Self.maximumStates else { throw Self.tooComplex }
    }
    return states
  }

  /// `m}`, `m,}`, `m,n}`: the larger number; nil where it is no bound.
  private mutating func bound() -> Int? {
    guard let end = rest.firstIndex(of: "}") else { return nil }
    let numbers = String(rest[..<end]).split(separator: ",").map { Int($0) }
    guard let first = numbers.first, let least = first else { return nil }
    if String(rest[..<end]).hasSuffix(",") { repetitions += 1 }
    rest = rest[rest.index(after: end)...]
    return min(max(least, numbers.last.flatMap { $0 } ?? least), Self.maximumStates + 1)
  }
}
