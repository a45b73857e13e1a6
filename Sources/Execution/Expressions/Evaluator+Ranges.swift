import Columnar
import Planning
import SQLTypes

/// Comparisons of packed whole numbers with constants, by the offsets: nothing is unpacked, and conditions that stand
/// together are a pass over bytes or shorts each.
///
/// ```
/// d >= DATE '1994-01-01' AND q < 24
/// d   base 8036, two bytes a row     offsets from 730 on      flags 0 1 1 0 …
/// q   base 1, a byte a row           offsets up to 22         flags 0 1 0 0 …, where both hold
/// ```
/// Where the batch's bounds tell that all values or none are in a range, no value is looked at.
struct PackedRange {
  let column: Int
  let range: ClosedRange<Int64>
  /// Of `<>`: values outside the range count.
  let isNegated: Bool
}

extension Evaluator {
  /// Nil for conditions of another kind.
  func packedRange(_ condition: BoundExpression, _ batch: Batch) -> PackedRange? {
    guard case .call(.comparison(let function), let operands, _) = condition, operands.count == 2 else { return nil }
    if let range = packedRange(operands[0], function, operands[1], batch) { return range }
    return packedRange(operands[1], function.mirrored, operands[0], batch)
  }

  private func packedRange(
    _ column: BoundExpression, _ function: ComparisonFunction, _ constant: BoundExpression, _ batch: Batch
  ) -> PackedRange? {
    guard case .column(let index, _) = column, case .packed = batch.columns[index].storage,
      !batch.columns[index].isConstant, !constant.dependsOnRow, let value = word(constant)
    else { return nil }
    return function.range(value).map {
      PackedRange(column: index, range: $0, isNegated: function == .notEqual)
    }
  }

  /// What is the same for all rows; nil where it is no number, or cannot be computed, which fails elsewhere.
  private func word(_ constant: BoundExpression) -> Int64? {
    guard constant.type.physical == .int64,
      let column = try? evaluate(constant, Batch([], count: 1)), case .ints(let values) = column.storage,
      column.isValid(0)
    else { return nil }
    return values[0]
  }

  /// The rows in all ranges, ascending; nil for all rows.
  func select(_ ranges: [PackedRange], _ batch: Batch) -> [UInt32]? {
    let columns = ranges.map { batch.columns[$0.column] }
    let bounds = columns.map { column in
      guard case .packed(let packed) = column.storage else { preconditionFailure("a range of packed integers") }
      return packed.bounds
    }
    let isUnmet = ranges.indices.contains { ranges[$0].isUnmet(in: bounds[$0]) }
    if isUnmet { return [] }
    let open = ranges.indices.filter { !columns[$0].validity.isAllValid || !ranges[$0].isMet(in: bounds[$0]) }
    guard !open.isEmpty else { return nil }
    var flags = RowFlags(count: batch.count)
    for index in open { flags.keep(ranges[index], columns[index]) }
    return flags.rows.orAll(batch.count)
  }
}

extension PackedRange {
  /// By no value within the bounds.
  fileprivate func isUnmet(in bounds: ClosedRange<Int64>) -> Bool {
    isNegated ? isWhole(bounds) : !range.overlaps(bounds)
  }

  /// By every value within the bounds.
  fileprivate func isMet(in bounds: ClosedRange<Int64>) -> Bool {
    isNegated ? !range.overlaps(bounds) : isWhole(bounds)
  }

  private func isWhole(_ bounds: ClosedRange<Int64>) -> Bool { range.contains(bounds) }
}

extension ComparisonFunction {
  /// The same with its operands the other way round.
  fileprivate var mirrored: ComparisonFunction {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }

  /// The values for which it holds, of `<>` for which it does not; nil where there is none.
  fileprivate func range(_ value: Int64) -> ClosedRange<Int64>? {
    switch self {
    case .equal, .notEqual: value...value
    case .less: value == .min ? nil : .min...value - 1
    case .lessOrEqual: .min...value
    case .greater: value == .max ? nil : value + 1 ... .max
    case .greaterOrEqual: value ... .max
    }
  }
}

/// A byte a row, 1 where it counts.
private struct RowFlags {
  private var flags: [UInt8]

  init(count: Int) { flags = [UInt8](repeating: 1, count: count) }

  /// Of those the ones whose value of a packed column is in the range.
  mutating func keep(_ range: PackedRange, _ column: Column) {
    guard case .packed(let packed) = column.storage else { preconditionFailure("a range of packed integers") }
    if range.range.overlaps(packed.bounds) {
      let inner = range.range.clamped(to: packed.bounds)
      let (first, last) = (inner.lowerBound &- packed.base, inner.upperBound &- packed.base)
      let outside: UInt8 = range.isNegated ? 1 : 0
      switch packed.offsets {
      case .bytes(let offsets): keep(offsets, first, last, outside)
      case .shorts(let offsets): keep(offsets, first, last, outside)
      case .words(let offsets): keep(offsets, first, last, outside)
      }
    }
    let validity = column.validity
    if !validity.isAllValid { for row in flags.indices where !validity[row] { flags[row] = 0 } }
  }

  /// No branch depends on a value, so that the loop becomes vector instructions.
  private mutating func keep<Offset: UnsignedInteger & FixedWidthInteger>(
    _ offsets: [Offset], _ first: Int64, _ last: Int64, _ outside: UInt8
  ) {
    let (first, width) = (Offset(truncatingIfNeeded: first), Offset(truncatingIfNeeded: last &- first))
    precondition(offsets.count == flags.count, "each row has an offset")
    offsets.withUnsafeBufferPointer { offsets in
      flags.withUnsafeMutableBufferPointer { flags in
        for row in 0..<offsets.count { flags[row] &= (offsets[row] &- first <= width ? 1 : 0) ^ outside }
      }
    }
  }

  /// The rows that count, ascending; eight at a time, of which often none does.
  var rows: [UInt32] {
    [UInt32](unsafeUninitializedCapacity: flags.count) { target, written in
      flags.withUnsafeBytes { flags in
        var (row, end) = (0, 0)
        // `end` never passes `row`, so it is below the capacity.
        while row + 8 <= flags.count {
          let eight = flags.loadUnaligned(fromByteOffset: row, as: UInt64.self)
          for offset in 0..<(eight == 0 ? 0 : 8) {
            target.initializeElement(at: end, to: UInt32(truncatingIfNeeded: row + offset))
            end &+= Int(truncatingIfNeeded: eight >> UInt64(8 * offset) & 1)
          }
          row += 8
        }
        while row < flags.count {
          target.initializeElement(at: end, to: UInt32(truncatingIfNeeded: row))
          end &+= Int(flags[row])
          row += 1
        }
        written = end
      }
    }
  }
}
