import Columnar
import Planning
import SQLTypes

/// The pairs of a left batch and the right side that may join: rows of equal keys, or without keys every pair.
struct JoinCandidates {
  /// Where among the pairs to go on: all pairs of the rows before `left` are done, and with that row those before
  /// `right`.
  struct Position {
    var left = 0
    var right = 0
  }

  private let count: Int
  private let columns: [Column]
  /// The left rows' indices in `columns`; nil for every row.
  private let rows: [UInt32]?
  private let build: JoinBuild
  private let nulls: RowEquality.NullRule
  /// The left rows' keys besides the one that is an index.
  private let otherKeys: KeyColumns?

  init(_ selected: SelectedBatch, _ plan: JoinPlan, _ build: JoinBuild, _ evaluator: Evaluator) throws {
    count = selected.count
    let (columns, rows) = try selected.columns(plan.keys.map(\.left), evaluator)
    (self.columns, self.rows) = (columns, rows)
    self.build = build
    nulls = plan.treatsNullAsAnything ? .anything : .nothing
    if case .directTable(_, let key, .some) = build.search {
      let others = columns.indices.filter { $0 != key }.map { index in
        rows.map { columns[index].gather($0) } ?? columns[index]
      }
      otherKeys = KeyColumns(others, count: count)
    } else {
      otherKeys = nil
    }
  }

  /// Left rows without a NULL key; nil where that is every row.
  var isComplete: [Bool]? { everyKey.completeness }

  private var everyKey: KeyColumns { keys(0..<count, columns.map { _ in nil }) }

  /// The next pairs, by left row and then by right row; about `limit` at most.
  func pairs(from start: Position, limit: Int) -> (RowMatches, Position) {
    switch build.search {
    case .hashTable(let table, let hashed):
      return match(table, hashed, from: start.left, limit: limit)
    case .directTable(let table, let key, let rightKeys):
      var matches = RowMatches()
      let end = table.match(columns[key], rowIndices: rows, from: start.left, limit: limit, into: &matches)
      if let rightKeys, let otherKeys {
        RowEquality(otherKeys, rightKeys, nullEquals: .nothing).keepEqual(&matches.left, &matches.right)
      }
      return (matches, Position(left: end))
    case .everyPair(let rightKeys):
      var (pairs, end) = everyPair(from: start, limit: limit)
      RowEquality(everyKey, rightKeys, nullEquals: nulls).keepEqual(&pairs.left, &pairs.right)
      return (pairs, end)
    }
  }

  /// Block by block.
  private func match(_ table: JoinHashTable, _ hashed: [Int], from start: Int, limit: Int) -> (RowMatches, Position) {
    var matches = RowMatches()
    matches.reserve(min(limit, count - start))
    let wholeColumns = columns.indices.map { hashed.contains($0) ? nil : KeyColumn(columns[$0]) }
    var row = start
    while row < count && matches.count < limit {
      let block = row..<min(count, row + JoinHashTable.blockCount)
      let indices = hashed.count == columns.count ? nil : rows.map { Array($0[block]) } ?? block.map(UInt32.init)
      let keys = keys(block, wholeColumns)
      row += table.match(
        keys, hashes: keys.hashes(of: hashed), rowIndices: indices, from: 0, number: row, limit: limit, into: &matches)
    }
    return (matches, Position(left: row))
  }

  /// Keys of some of the rows; those in `wholeColumns` are whole.
  private func keys(_ range: Range<Int>, _ wholeColumns: [KeyColumn?]) -> KeyColumns {
    let part = rows.map { Array($0[range]) }
    let picked = zip(columns, wholeColumns).map { column, whole in
      whole ?? KeyColumn(part.map { column.gather($0) } ?? column.slice(range))
    }
    return KeyColumns(keys: picked, count: range.count)
  }

  /// Many left rows with all right rows where those are few, else one left row with some right rows.
  private func everyPair(from start: Position, limit: Int) -> (RowMatches, Position) {
    let rightCount = build.rows.count
    guard rightCount > 0 else { return (RowMatches(), Position(left: count)) }
    if rightCount <= limit {
      let end = min(count, start.left + max(1, limit / rightCount))
      return (Self.product(start.left..<end, 0..<rightCount), Position(left: end))
    }
    let end = min(rightCount, start.right + limit)
    let pairs = Self.product(start.left..<start.left + 1, start.right..<end)
    return (pairs, end == rightCount ? Position(left: start.left + 1) : Position(left: start.left, right: end))
  }

  private static func product(_ left: Range<Int>, _ right: Range<Int>) -> RowMatches {
    var pairs = RowMatches()
    pairs.reserve(left.count * right.count)
    for row in left {
      pairs.left.append(contentsOf: repeatElement(UInt32(row), count: right.count))
      pairs.right.append(contentsOf: UInt32(right.lowerBound)..<UInt32(right.upperBound))
    }
    return pairs
  }
}
