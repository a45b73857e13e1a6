import Columnar
import Planning
import SQLTypes

/// Which columns of an operator's output anybody reads.
///
/// An operator may give any other column as NULLs: positions stay, and nobody gathers what nobody reads.
struct ColumnUse: Sendable {
  private var used: [Bool]

  init(all count: Int) { used = [Bool](repeating: true, count: count) }
  init(none count: Int) { used = [Bool](repeating: false, count: count) }

  subscript(_ column: Int) -> Bool { used[column] }
  var count: Int { used.count }

  /// The part for the columns in `range`, which then count from 0.
  func slice(_ range: Range<Int>) -> ColumnUse {
    var slice = ColumnUse(none: 0)
    slice.used = Array(used[range])
    return slice
  }

  func adding(_ expressions: [BoundExpression]) -> ColumnUse {
    var use = self
    for expression in expressions { use.add(expression) }
    return use
  }

  func adding(_ expression: BoundExpression?) -> ColumnUse { adding(expression.map { [$0] } ?? []) }

  /// Reads what the first columns of `other` read.
  mutating func add(_ other: ColumnUse) {
    for place in 0..<min(count, other.count) where other.used[place] { used[place] = true }
  }

  mutating func add(_ expression: BoundExpression) {
    if case .column(let index, _) = expression { used[index] = true }
    for operand in expression.operands { add(operand) }
  }

  /// The batch with NULLs for the columns nobody reads.
  func gather(_ batch: Batch, _ rows: [UInt32]) -> [Column] {
    batch.columns.enumerated().map { place, column in
      used[place] ? column.gather(rows) : Column.constant(.null, column.type, count: rows.count)
    }
  }
}
