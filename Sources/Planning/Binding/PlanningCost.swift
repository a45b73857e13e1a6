import SQLTypes

/// What a statement's plan may take, so that planning ends within a second whatever the statement: beyond it is 54001.
///
/// Three things make planning costly though the parser took the text: plans as deep as common tables, views and set
/// operations lead into each other; joins, which are put in order pair by pair; and lateral aliases, whose expression
/// stands again wherever they are named (`a + a b, b + b c, c + c d …` doubles with each).
struct PlanningCost {
  static let maximumDepth = 2_000
  private static let maximumPairs = 80_000
  private static let maximumNodes = 250_000
  /// Sort keys, groups, aggregates or window calls of one SELECT, as many as it may have columns (PostgreSQL 8).
  static let maximumEntries = 1_664

  /// Of the plan bound last.
  private(set) var depth = 0
  private var pairs = 0
  private var nodes = 0

  static let tooComplex = SQLError(
    SQLState("54001"), "stack depth limit exceeded",
    hint: "The statement is too complex: keep parts of it in temporary tables.")

  /// A plan that stands over another so deep.
  mutating func reach(_ depth: Int) throws(SQLError) {
    guard depth <= Self.maximumDepth else { throw Self.tooComplex }
    self.depth = max(self.depth, depth)
  }

  /// Starts to measure a part on its own; `close` takes it up into the whole.
  mutating func open() -> Int {
    defer { depth = 0 }
    return depth
  }

  mutating func close(_ outer: Int) throws(SQLError) {
    let inner = depth + 1
    depth = outer
    try reach(inner)
  }

  /// One more relation is joined with so many.
  mutating func join(with relations: Int) throws(SQLError) {
    pairs += relations
    guard pairs <= Self.maximumPairs else { throw Self.tooComplex }
  }

  /// An expression that may stand for others again.
  mutating func repeated(_ expression: BoundExpression) throws(SQLError) {
    var rest = [expression]
    while let next = rest.popLast() {
      nodes += 1
      guard nodes <= Self.maximumNodes else { throw Self.tooComplex }
      rest += next.operands
    }
  }

  static func check(entries: Int) throws(SQLError) {
    guard entries <= maximumEntries else { throw tooComplex }
  }
}
