import SQLTypes

/// What the system's matcher would make of a pattern, told before it is asked: `(a{1,200}){1,200}` is 40,000 states and
/// minutes, and a back-reference behind repetitions is tried in every way there is: where groups repeat, or two of them
/// are referred to, in a time that grows with the cube of the text and worse. Loops within loops whose bodies may be
/// empty, `((^|a)*|b)*`, are copied once for each anchor and each loop around it, before any text is seen. Beyond the
/// bounds is 54001.
struct RegexCost {
  /// What a part of the pattern becomes.
  private struct Part {
    var states = 0
    /// Whether it matches the empty text.
    var isEmpty = true
    /// `^`, `$`, `\\b` and the like, each as often as loops copy it.
    var anchors = 0
    /// How deep loops over what may be empty nest, and how deep those of them that are copied, `x+` into `xx*`.
    var emptyLoops = 0
    var copiedLoops = 0

    static let nothing = Part(isEmpty: false)

    /// What follows this part.
    mutating func append(_ other: Part) {
      states += other.states
      isEmpty = isEmpty && other.isEmpty
      anchors += other.anchors
      emptyLoops = max(emptyLoops, other.emptyLoops)
      copiedLoops = max(copiedLoops, other.copiedLoops)
    }

    /// What may stand in its place.
    mutating func join(_ other: Part) {
      let isEither = isEmpty || other.isEmpty
      append(other)
      isEmpty = isEither
    }
  }

  private static let maximumStates = 4_000
  private static let maximumDepth = 1_000
  /// In a loop with a loop over what may be empty: found by timing random patterns, each below half a second. Without
  /// anchors, loops that are not copied may nest as deep as they like.
  private static let maximumAnchors = 4
  private static let maximumEmptyLoops = 4
  /// Of repetitions without an end in a pattern with back-references.
  private static let maximumRepetitions = 2

  private var rest: Substring.UnicodeScalarView
  private var depth = 0
  private var repetitions = 0
  private var hasRepeatedGroup = false
  /// The groups that back-references name.
  private var references: Set<Unicode.Scalar> = []

  /// Gives the bytes of the longest text that the pattern can be matched with: one way with a back-reference alone
  /// takes time that is quadratic in them. Errors: 54001.
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

  /// Up to a closing parenthesis or the end.
  private mutating func alternatives() throws(SQLError) -> Part {
    var whole = Part.nothing
    var branch = Part()
    while let next = rest.first, next != ")" {
      rest.removeFirst()
      if next == "|" {
        whole.join(branch)
        branch = Part(states: 1)
        continue
      }
      branch.append(try repeated(try atom(next), isGroup: next == "("))
      guard whole.states + branch.states <= Self.maximumStates else { throw Self.tooComplex }
    }
    whole.join(branch)
    return whole
  }

  private mutating func atom(_ first: Unicode.Scalar) throws(SQLError) -> Part {
    switch first {
    case "(":
      depth += 1
      guard depth <= Self.maximumDepth else { throw Self.tooComplex }
      defer { depth -= 1 }
      var group = try alternatives()
      _ = rest.popFirst()
      group.states += 1
      return group
    case "[":
      skipClass()
      return Part(states: 1, isEmpty: false)
    case "^", "$": return Part(states: 1, anchors: 1)
    case "\\":
      guard let next = rest.popFirst() else { return Part(states: 1, isEmpty: false) }
      if ("1"..."9").contains(next) { references.insert(next) }
      if ["b", "B", "<", ">", "`", "'"].contains(next) { return Part(states: 1, anchors: 1) }
      return Part(states: 1, isEmpty: ("1"..."9").contains(next))
    default: return Part(states: 1, isEmpty: false)
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

  /// An atom under what repeats it.
  private mutating func repeated(_ atom: Part, isGroup: Bool) throws(SQLError) -> Part {
    var part = atom
    while let next = rest.first, ["*", "+", "?", "{"].contains(next) {
      rest.removeFirst()
      var copies = next == "?" ? 1 : 2
      let isOptional = next == "*" || next == "?" || next == "{" && rest.first == "0"
      if next == "{" {
        guard let bound = bound() else {
          part.states += 1
          return part
        }
        part.states *= max(1, bound)
        copies = max(1, bound)
      }
      if next == "*" || next == "+" { repetitions += 1 }
      if next != "?" && isGroup { hasRepeatedGroup = true }
      try loop(&part, copies: copies, isCopied: next != "*")
      part.isEmpty = part.isEmpty || isOptional
    }
    return part
  }

  private func loop(_ part: inout Part, copies: Int, isCopied: Bool) throws(SQLError) {
    if copies > 1 {
      part.anchors = min(part.anchors * copies, Self.maximumAnchors + 1)
      if part.isEmpty { part.emptyLoops += 1 }
      if part.isEmpty && isCopied { part.copiedLoops += 1 }
    }
    let loops = part.anchors > 0 ? part.emptyLoops : part.copiedLoops
    guard part.states <= Self.maximumStates, loops <= Self.maximumEmptyLoops,
      part.emptyLoops == 0 || part.anchors <= Self.maximumAnchors
    else { throw Self.tooComplex }
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
