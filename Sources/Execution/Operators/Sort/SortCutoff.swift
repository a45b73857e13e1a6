import Columnar
import Planning
import SQLTypes
import Synchronization

/// Under a LIMIT, a value of the first key that none of the wanted rows is behind: as many rows as are wanted have been
/// seen that are not.
///
/// ```
/// ORDER BY name LIMIT 2     batch 0: carl, anna, dora, bert     the first two anna, bert: no row behind bert is wanted
///                           batch 1: emil, anna, gert, carl     of these only anna is sorted
/// ```
/// To compare a row with one value costs less than codes and a heap do. Which batches come first depends on the threads;
/// the wanted rows do not.
final class SortCutoff: Sendable {
  private let key: SortKey
  private let column: Int
  /// Of the rows' values; nil as long as there is none.
  private let value = Mutex<Value?>(nil)

  /// Nil where the first key is no column of characters or whole numbers (a volatile one would have other values here).
  init?(_ keys: [SortKey]) {
    guard let key = keys.first, case .column(let column, let type) = key.expression,
      type.physical == .int64 || type.isCharacter && !type.isCaseInsensitive
    else { return nil }
    self.key = key
    self.column = column
  }

  /// As many rows as are wanted have this value or come before it. NULL, which may be the last, tells nothing.
  func lower(to other: Value) {
    guard other != .null else { return }
    value.withLock { value in
      value = value.map { precedes(other, $0) ? other : $0 } ?? other
    }
  }

  private func precedes(_ left: Value, _ right: Value) -> Bool {
    let both = Column(key.expression.type, values: [left, right])
    let order = RowOrder.Key(both, isDescending: key.isDescending, nullsFirst: key.nullsFirst)
    return RowOrder([order], count: 2).compare(0, 1) < 0
  }

  /// The rows that may be wanted, ascending; nil where those are not few. Errors: as `Evaluator.select`.
  func rows(_ batch: Batch, _ evaluator: Evaluator) throws -> [UInt32]? {
    guard let value = value.withLock({ $0 }) else { return nil }
    let constant = BoundExpression.constant(value, key.expression.type)
    let isNear = BoundExpression.call(
      .comparison(key.isDescending ? .greaterOrEqual : .lessOrEqual), [key.expression, constant], .boolean)
    let mayBeNull = key.nullsFirst && !batch.columns[column].validity.isAllValid
    let rows = try evaluator.select(
      mayBeNull ? .or([.isNull(key.expression, isNegated: false), isNear]) : isNear, batch)
    return rows.flatMap { 2 * $0.count < batch.count ? $0 : nil }
  }
}
