import SQLTypes

/// The values of one column of a batch: one array of its physical type and the rows' validity.
///
/// A constant column holds one value for all its rows: kernels read it through `indexMask` (`values[row & mask]`), and
/// `expanded` spells it out. Tables hold packed columns, which operators `unpack` where they read them, or hand on as
/// they are (`SelectedBatch`); kernels never see one.
package struct Column: Sendable {
  package enum Storage: Sendable {
    case bools([Bool])
    case ints([Int64])
    case packed(PackedIntegers)
    case int128s([Int128])
    case doubles([Double])
    case strings(StringColumn)
    case intervals([Interval])
  }

  package let type: DataType
  /// Rows.
  package let count: Int
  package let isConstant: Bool
  package let storage: Storage
  /// Of the stored values: of the one value, where the column is constant.
  package let validity: Validity

  package init(
    _ type: DataType, count: Int, _ storage: Storage, validity: Validity = .allValid, isConstant: Bool = false
  ) {
    self.type = type
    self.count = count
    self.storage = storage
    self.validity = validity
    self.isConstant = isConstant
  }

  package init(_ type: DataType, bools: [Bool], validity: Validity = .allValid) {
    self.init(type, count: bools.count, .bools(bools), validity: validity)
  }

  package init(_ type: DataType, ints: [Int64], validity: Validity = .allValid) {
    self.init(type, count: ints.count, .ints(ints), validity: validity)
  }

  package init(_ type: DataType, int128s: [Int128], validity: Validity = .allValid) {
    self.init(type, count: int128s.count, .int128s(int128s), validity: validity)
  }

  package init(_ type: DataType, doubles: [Double], validity: Validity = .allValid) {
    self.init(type, count: doubles.count, .doubles(doubles), validity: validity)
  }

  package init(_ type: DataType, strings: StringColumn, validity: Validity = .allValid) {
    self.init(type, count: strings.count, .strings(strings), validity: validity)
  }

  package init(_ type: DataType, intervals: [Interval], validity: Validity = .allValid) {
    self.init(type, count: intervals.count, .intervals(intervals), validity: validity)
  }

  /// `row & indexMask` is the index of a row's value: all ones, or zero for a constant.
  @inlinable package var indexMask: Int { isConstant ? 0 : ~0 }

  /// Whether every row is NULL because the one stored value is.
  package var isConstantNull: Bool { isConstant && !validity[0] }

  /// The same values under another type of the same physical type.
  package func retyped(_ type: DataType) -> Column {
    precondition(type.physical == self.type.physical, "retyping keeps the physical type")
    return Column(type, count: count, storage, validity: validity, isConstant: isConstant)
  }

  package func isValid(_ row: Int) -> Bool { validity[row & indexMask] }

  package var nullCount: Int { isConstant ? (validity[0] ? 0 : count) : validity.nullCount(count) }

  /// Bytes of the longest character value.
  package var longestString: Int {
    guard case .strings(let values) = storage else { return 0 }
    return values.flat.values.reduce(0) { max($0, $1.count) }
  }
}
