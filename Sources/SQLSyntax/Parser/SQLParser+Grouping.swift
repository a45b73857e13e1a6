import SQLTypes

extension SQLParser {
  /// A grouping set: the expressions grouped by together.
  private typealias GroupingSet = [Expression]
  private static let largestCube = 12
  private static let mostSets = 4096

  mutating func parseGroupBy() throws(Refusal) -> [GroupingElement] {
    if token.keyword == .all {
      try advance()
      return [.all]
    }
    return try parseList { p throws(Refusal) in try p.parseGroupingElement() }
  }

  private mutating func parseGroupingElement() throws(Refusal) -> GroupingElement {
    if let sets = try parseGroupingSets() { return .sets(sets) }
    if token.kind == .leftParenthesis, next.kind == .rightParenthesis {
      try advance()
      try advance()
      return .sets([[]])
    }
    return .expression(try parseExpression())
  }

  /// ROLLUP, CUBE and GROUPING SETS as the sets they stand for; nil for an ordinary expression.
  private mutating func parseGroupingSets() throws(Refusal) -> [GroupingSet]? {
    if try accept(.grouping, .sets) { return try parseListedSets() }
    guard next.kind == .leftParenthesis, token.keyword == .rollup || token.keyword == .cube else { return nil }
    let start = token
    let isCube = token.keyword == .cube
    try advance()
    let parts = try parseParenthesizedList { p throws(Refusal) in try p.parseGroupingPart() }
    guard isCube ? parts.count <= Self.largestCube : parts.count < Self.mostSets else {
      token = start
      throw isCube ? cubeTooLarge() : tooManySets()
    }
    return isCube ? Self.cube(parts) : Self.rollup(parts)
  }

  private mutating func parseListedSets() throws(Refusal) -> [GroupingSet] {
    var sets: [GroupingSet] = []
    try expect(symbol: .leftParenthesis)
    repeat {
      sets += try parseGroupingSet()
      guard sets.count <= Self.mostSets else { throw tooManySets() }
    } while try accept(symbol: .comma)
    try expect(symbol: .rightParenthesis)
    return sets
  }

  private mutating func cubeTooLarge() -> Refusal {
    refuse(SQLError(SQLState("54011"), "CUBE is limited to \(Self.largestCube) elements"))
  }

  private mutating func tooManySets() -> Refusal {
    refuse(SQLError(SQLState("54001"), "too many grouping sets present (maximum \(Self.mostSets))"))
  }

  private mutating func parseGroupingSet() throws(Refusal) -> [GroupingSet] {
    try enter()
    defer { leave() }
    if let sets = try parseGroupingSets() { return sets }
    return [try parseGroupingPart()]
  }

  /// `a`, `(a, b)`, `()`
  private mutating func parseGroupingPart() throws(Refusal) -> GroupingSet {
    if token.kind == .leftParenthesis, next.kind == .rightParenthesis {
      try advance()
      try advance()
      return []
    }
    let expression = try parseExpression()
    if case .row(let parts) = expression { return parts }
    return [expression]
  }

  /// All beginnings, longest first: `ROLLUP(a, b)` is `(a, b), (a), ()`.
  private static func rollup(_ parts: [GroupingSet]) -> [GroupingSet] {
    (0...parts.count).reversed().map { parts.prefix($0).flatMap { $0 } }
  }

  /// All subsets, in the order of a binary count down from all.
  private static func cube(_ parts: [GroupingSet]) -> [GroupingSet] {
    (0..<(1 << parts.count)).reversed().map { mask in
      parts.indices.filter { mask >> (parts.count - 1 - $0) & 1 == 1 }.flatMap { parts[$0] }
    }
  }
}
