import Columnar
import Planning
import SQLTypes

/// Conditions on one column of few different values, asked once for each value of its dictionary instead of each row.
///
/// ```
/// l_shipmode IN ('MAIL', 'SHIP')      dictionary AIR MAIL RAIL SHIP … → false true false true …, rows by their codes
/// ```
/// Only conditions that cannot fail: the dictionary may hold values of no row.
extension Evaluator {
  /// Rows for each value that make up for asking by value.
  private static let rowsPerValue = 4

  /// The rows for which the condition is true; nil where it is not of this kind, or the column has no small dictionary.
  func selectByDictionary(_ condition: BoundExpression, _ batch: Batch) throws -> [UInt32]? {
    guard condition.isTotal, let index = condition.onlyColumn, !batch.columns[index].isConstant,
      case .strings(let strings) = batch.columns[index].storage, let codes = strings.codes,
      strings.values.count * Self.rowsPerValue <= batch.count
    else { return nil }
    let column = batch.columns[index]
    let isTrue = try truth(condition, ofValues: strings, column.type, index, width: batch.columns.count)
    let rows = isTrue.withUnsafeBufferPointer { isTrue in
      switch codes {
      case .bytes(let codes): wantedRows(codes, isTrue)
      case .shorts(let codes): wantedRows(codes, isTrue)
      case .words(let codes): wantedRows(codes, isTrue)
      }
    }
    if column.validity.isAllValid { return rows }
    guard isTrue[strings.values.count] else { return rows.filter { column.validity[Int($0)] } }
    return selectedRows(count: batch.count) { isTrue[column.validity[$0] ? codes[$0] : strings.values.count] }
  }

  /// Whether it is true for each value of the dictionary, and behind them for NULL.
  private func truth(
    _ condition: BoundExpression, ofValues strings: StringColumn, _ type: DataType, _ index: Int, width: Int
  ) throws -> [Bool] {
    let count = strings.values.count + 1
    let values = StringColumn(
      values: strings.values + [.empty], arenas: strings.arenas, mayEndInBlank: strings.mayEndInBlank)
    var isValid = [Bool](repeating: true, count: count)
    isValid[count - 1] = false
    var columns = [Column](repeating: Column.constant(.null, .boolean, count: count), count: width)
    columns[index] = Column(type, strings: values, validity: Validity(valid: isValid))
    let result = try evaluate(condition, Batch(columns, count: count)).expanded
    return zip(try result.bools, 0..<count).map { $0 && result.validity[$1] }
  }
}

extension BoundExpression {
  /// The one column it reads.
  fileprivate var onlyColumn: Int? {
    let columns = columns
    return columns.count == 1 ? columns.first : nil
  }

  /// Whether it is a condition of comparisons and patterns, which have a value for every text.
  fileprivate var isTotal: Bool {
    switch self {
    case .constant, .column: true
    case .call(.comparison, let operands, _): operands.allSatisfy(\.isTotal)
    case .call(.pattern(.like), let operands, _): operands.dropFirst().allSatisfy(\.isLiteral) && operands[0].isTotal
    case .and(let operands), .or(let operands): operands.allSatisfy(\.isTotal)
    case .not(let operand): operand.isTotal
    case .inList(let value, let list, _): value.isTotal && list.allSatisfy(\.isLiteral)
    default: false
    }
  }

  private var isLiteral: Bool { if case .constant = self { true } else { false } }
}
