/// How many letters lie between two names: for "did you mean".
package enum EditDistance {
  /// The nearest of `names` that is close enough to be meant, without regard to case; of several as near the one that
  /// begins alike the longest: `cout` is COUNT, not COT.
  package static func nearest(to name: String, among names: [String]) -> String? {
    let ranked = names.map { other in
      let (left, right) = (name.lowercased(), other.lowercased())
      return (name: other, rank: (between(left, right), -zip(left.utf8, right.utf8).prefix { $0 == $1 }.count))
    }
    guard let best = ranked.min(by: { $0.rank < $1.rank }), best.rank.0 <= max(1, name.count / 3) else { return nil }
    return best.name
  }

  /// `Perhaps you meant the column "name".`, or nil where no name is near.
  ///
  /// - Parameter kind: `the column ` and the like before the name.
  package static func hint(for name: String, among names: [String], kind: String = "") -> String? {
    nearest(to: name, among: names).map { hint(naming: $0, kind: kind) }
  }

  /// The same of a name that was found to be meant.
  package static func hint(naming name: String, kind: String = "") -> String { "Perhaps you meant \(kind)\"\(name)\"." }

  /// Letters put in, left out, changed, or swapped with their neighbour.
  package static func between(_ left: String, _ right: String) -> Int {
    let (source, target) = (Array(left.utf8), Array(right.utf8))
    var before: [Int] = []
    var row = Array(0...target.count)
    for line in source.indices {
      var next = [line + 1]
      for column in target.indices {
        var best = min(row[column] + (source[line] == target[column] ? 0 : 1), row[column + 1] + 1, next[column] + 1)
        if line > 0, column > 0, source[line] == target[column - 1], source[line - 1] == target[column] {
          best = min(best, before[column - 1] + 1)
        }
        next.append(best)
      }
      (before, row) = (row, next)
    }
    return row[target.count]
  }
}
