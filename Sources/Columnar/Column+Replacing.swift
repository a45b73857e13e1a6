/// A column with other values in some of its rows.
///
/// Packed integers stay packed: where the new values lie in their range, a copy of the few bytes a row is all that one
/// in a hundred changed rows costs.
extension Column {
  /// `rows` are ascending, each once, and have the values of `values`, of the same type.
  package func replacing(_ rows: [UInt32], with values: Column) -> Column {
    precondition(rows.count == values.count, "each row has its value")
    if !isConstant, validity.isAllValid, values.validity.isAllValid, case .packed(let integers) = storage,
      case .ints(let fresh) = values.expanded.unpacked.storage,
      let replaced = integers.replacing(rows, with: fresh)
    {
      return Column(type, count: count, .packed(replaced))
    }
    // Old rows first, new values behind them: a gather over both takes the new value where there is one.
    var indices = (0..<UInt32(count)).map { $0 }
    for (position, row) in rows.enumerated() { indices[Int(row)] = UInt32(count + position) }
    return Column.concatenate([self, values.retyped(type)]).gather(indices).packed
  }
}

extension PackedIntegers {
  /// Nil where a value is below the base, or too far above it for the offsets' width.
  fileprivate func replacing(_ rows: [UInt32], with values: [Int64]) -> PackedIntegers? {
    guard let fresh = values.bounds else { return self }
    let (span, isTooLarge) = fresh.upperBound.subtractingReportingOverflow(base)
    guard fresh.lowerBound >= base, !isTooLarge else { return nil }
    let bounds = min(bounds.lowerBound, fresh.lowerBound)...max(bounds.upperBound, fresh.upperBound)
    switch offsets {
    case .bytes(let bytes):
      return span > UInt8.max ? nil : PackedIntegers(base, .bytes(replaced(bytes, rows, values)), bounds)
    case .shorts(let shorts):
      return span > UInt16.max ? nil : PackedIntegers(base, .shorts(replaced(shorts, rows, values)), bounds)
    case .words(let words):
      return span > UInt32.max ? nil : PackedIntegers(base, .words(replaced(words, rows, values)), bounds)
    }
  }

  private func replaced<Offset: UnsignedInteger & FixedWidthInteger>(
    _ offsets: [Offset], _ rows: [UInt32], _ values: [Int64]
  ) -> [Offset] {
    var offsets = offsets
    for (row, value) in zip(rows, values) { offsets[Int(row)] = Offset(truncatingIfNeeded: value &- base) }
    return offsets
  }
}
