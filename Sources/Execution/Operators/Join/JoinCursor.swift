import Columnar
import Planning

/// Goes along the left rows of one batch and decides what becomes of each, from the pairs it has.
struct JoinCursor {
  /// Left rows to give, each with its right row (`Column.noRow` for none) where right columns come out at all.
  struct Rows {
    var left: [UInt32] = []
    var right: [UInt32]?
    var hasNoRow = false

    var count: Int { left.count }
  }

  private let kind: JoinPlan.Kind
  /// Left rows that may pass NOT IN; nil for all of them.
  private let mayPass: [Bool]?
  /// The first row not decided yet, and whether a pair of it has been seen.
  private var row: UInt32 = 0
  private var isMatched = false

  init(_ plan: JoinPlan, _ candidates: JoinCandidates) {
    kind = plan.kind
    mayPass = kind == .anti(isNullAware: true) && plan.isHashed ? candidates.isComplete : nil
  }

  /// `pairs` are the next ones, by left row; after them there are no more for the rows before `end`.
  mutating func advance(through pairs: RowMatches, to end: Int) -> Rows {
    switch kind {
    case .inner, .right: Rows(left: pairs.left, right: pairs.right)
    case .left, .full: extended(pairs, to: end)
    case .semi: single(pairs, to: end, whereMatched: true)
    case .anti: single(pairs, to: end, whereMatched: false)
    }
  }

  private mutating func extended(_ pairs: RowMatches, to end: Int) -> Rows {
    if isOneToOne(pairs, to: end) {
      row = UInt32(end)
      return Rows(left: pairs.left, right: pairs.right)
    }
    if !isMatched && pairs.left.isStrictlyAscending { return single(pairs, to: end) }
    var rows = Rows()
    var right: [UInt32] = []
    rows.left.reserveCapacity(pairs.count)
    right.reserveCapacity(pairs.count)
    for pair in 0...pairs.count {
      let next = pair < pairs.count ? pairs.left[pair] : UInt32(end)
      while row < next {
        if !isMatched {
          rows.left.append(row)
          right.append(Column.noRow)
        }
        (row, isMatched) = (row + 1, false)
      }
      guard pair < pairs.count else { break }
      isMatched = true
      rows.left.append(next)
      right.append(pairs.right[pair])
    }
    rows.right = right
    rows.hasNoRow = true
    return rows
  }

  /// At most one pair a left row: all left rows, each with its partner or none.
  private mutating func single(_ pairs: RowMatches, to end: Int) -> Rows {
    let first = row
    row = UInt32(end)
    var right = [UInt32](repeating: Column.noRow, count: end - Int(first))
    for pair in 0..<pairs.count { right[Int(pairs.left[pair] - first)] = pairs.right[pair] }
    return Rows(left: Array(first..<row), right: right, hasNoRow: true)
  }

  private func isOneToOne(_ pairs: RowMatches, to end: Int) -> Bool {
    guard !isMatched, pairs.count == end - Int(row) else { return false }
    return pairs.left.indices.allSatisfy { pairs.left[$0] == row + UInt32($0) }
  }

  private mutating func single(_ pairs: RowMatches, to end: Int, whereMatched: Bool) -> Rows {
    var rows = Rows()
    for pair in 0...pairs.count {
      let next = pair < pairs.count ? pairs.left[pair] : UInt32(end)
      while row < next {
        if isMatched == whereMatched && mayPass?[Int(row)] ?? true { rows.left.append(row) }
        (row, isMatched) = (row + 1, false)
      }
      if pair < pairs.count { isMatched = true }
    }
    return rows
  }
}
