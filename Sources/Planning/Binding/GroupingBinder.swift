import SQLSyntax
import SQLTypes

/// What a SELECT groups by: the expressions, and the sets of them where there are several.
struct Grouping {
  var expressions: [BoundExpression] = []
  var sets: [[Int]]?
  /// A GROUP BY clause was written, if only `()`.
  var isExplicit = false
}

/// Binds GROUP BY: names, aliases, ordinals, parenthesised lists, grouping sets.
struct GroupingBinder {
  static let maximumSets = 4096
  let select: SelectBinder

  init(_ select: SelectBinder) { self.select = select }

  func bind(_ elements: [GroupingElement]) throws(SQLError) -> Grouping {
    try PlanningCost.check(entries: elements.count)
    var grouping = Grouping(isExplicit: !elements.isEmpty)
    var sets: [[Int]] = [[]]
    for element in elements {
      let alternatives = try bind(element, &grouping)
      guard sets.count * alternatives.count <= Self.maximumSets else {
        throw SQLError(SQLState("54001"), "too many grouping sets present (maximum \(Self.maximumSets))")
      }
      sets = sets.flatMap { set in alternatives.map { set + $0 } }
    }
    if sets.count > 1 || elements.contains(where: \.isSets) {
      grouping.sets = sets.map { Array(Set($0)).sorted() }
    }
    return grouping
  }

  /// The alternative sets of group positions that one element offers; a plain expression offers one.
  private func bind(_ element: GroupingElement, _ grouping: inout Grouping) throws(SQLError) -> [[Int]] {
    switch element {
    case .expression(let expression): return [try positions([expression], &grouping)]
    case .sets(let lists):
      var sets: [[Int]] = []
      for list in lists { sets.append(try positions(list, &grouping)) }
      return sets
    case .all:
      let plain = select.items.map(\.expression).filter {
        !$0.contains { $0.isAggregatePlaceholder || $0.isWindowPlaceholder }
      }
      return [plain.map { position($0, &grouping) }]
    }
  }

  private func positions(_ list: [Expression], _ grouping: inout Grouping) throws(SQLError) -> [Int] {
    var positions: [Int] = []
    for expression in list {
      if case .row(let inner) = expression {
        positions += try self.positions(inner, &grouping)
      } else {
        positions.append(position(try bind(expression), &grouping))
      }
    }
    return positions
  }

  private func position(_ expression: BoundExpression, _ grouping: inout Grouping) -> Int {
    if let known = grouping.expressions.firstIndex(of: expression) { return known }
    grouping.expressions.append(expression)
    return grouping.expressions.count - 1
  }

  private func bind(_ expression: Expression) throws(SQLError) -> BoundExpression {
    guard let ordinal = try SelectBinder.ordinal(expression, count: select.items.count, clause: "GROUP BY") else {
      return try bindName(expression)
    }
    let item = select.items[ordinal].expression
    if item.contains(where: \.isAggregatePlaceholder) {
      throw SQLError(.groupingError, "aggregates not allowed in GROUP BY clause")
    }
    if item.contains(where: \.isWindowPlaceholder) {
      throw SQLError(.windowingError, "window functions not allowed in GROUP BY clause")
    }
    return item
  }

  private func bindName(_ expression: Expression) throws(SQLError) -> BoundExpression {
    if case .column(let name) = expression, name.parts.count == 1, try select.scope.local(name) == nil,
      let item = select.outputAlias(name.last),
      !item.contains(where: { $0.isAggregatePlaceholder || $0.isWindowPlaceholder })
    {
      return item
    }
    return try select.expressions(.groupBy).bind(expression)
  }
}

extension GroupingElement {
  fileprivate var isSets: Bool { if case .sets = self { true } else { false } }
}
