import Columnar
import Planning
import SQLTypes

/// The pairs of a left batch and the right side that may join: rows of equal keys, or without keys every pair.
struct JoinCandidates {
  /// Where in the pairs to go on: all pairs of the rows before `left` are done, and with that row those before `right`.
  struct Place {
    var left = 0
    var right = 0
  }

  /// Left rows without a NULL key; nil where that is every row.
  let isComplete: [Bool]?
  private let count: Int
  private let rightCount: Int
  private let index: JoinIndex?
  private let hashes: [UInt64]
  private let equality: RowEquality

  init(_ batch: Batch, _ plan: JoinPlan, _ build: JoinBuild, _ evaluator: Evaluator) throws {
    let columns = try evaluator.evaluate(all: plan.keys.map(\.left), batch)
    let keys = KeyColumns(columns, count: batch.count)
    count = batch.count
    rightCount = build.rows.count
    index = build.index
    hashes = build.index == nil ? [] : keys.hashes()
    isComplete = keys.completeness
    equality = RowEquality(keys, build.keys, nullEquals: plan.treatsNullAsAnything ? .anything : .nothing)
  }

  /// The next pairs, by left row and then by right row; about `limit` at most.
  func pairs(from start: Place, limit: Int) -> (RowPairs, Place) {
    var pairs: RowPairs
    var end: Place
    if let index {
      end = Place()
      (pairs, end.left) = index.candidates(hashes, isIncluded: isComplete, from: start.left, limit: limit)
    } else {
      (pairs, end) = everyPair(from: start, limit: limit)
    }
    equality.keepEqual(&pairs.left, &pairs.right)
    return (pairs, end)
  }

  /// Many left rows with all right rows where those are few, else one left row with some right rows.
  private func everyPair(from start: Place, limit: Int) -> (RowPairs, Place) {
    guard rightCount > 0 else { return (RowPairs(), Place(left: count)) }
    if rightCount <= limit {
      let end = min(count, start.left + max(1, limit / rightCount))
      return (Self.product(start.left..<end, 0..<rightCount), Place(left: end))
    }
    let end = min(rightCount, start.right + limit)
    let pairs = Self.product(start.left..<start.left + 1, start.right..<end)
    return (pairs, end == rightCount ? Place(left: start.left + 1) : Place(left: start.left, right: end))
  }

  private static func product(_ left: Range<Int>, _ right: Range<Int>) -> RowPairs {
    var pairs = RowPairs()
    pairs.left.reserveCapacity(left.count * right.count)
    pairs.right.reserveCapacity(left.count * right.count)
    for row in left {
      pairs.left.append(contentsOf: repeatElement(UInt32(row), count: right.count))
      pairs.right.append(contentsOf: UInt32(right.lowerBound)..<UInt32(right.upperBound))
    }
    return pairs
  }
}
