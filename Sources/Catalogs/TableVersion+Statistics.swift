import Columnar

/// What the optimiser knows of a version's values without looking at rows: what packing and dictionaries tell anyway, of
/// deleted rows too.
extension TableVersion {
  /// At most about how many different values the column at an index has.
  package func distinctLimit(_ column: Int) -> Int {
    var bounds: ClosedRange<Int64>?
    var longestDictionary = 0
    for batch in batches {
      let column = batch.held.columns[column]
      switch column.storage {
      case _ where column.validity.isAllNull: continue
      case .packed(let integers): bounds = bounds?.union(integers.bounds) ?? integers.bounds
      case .strings(let strings) where strings.codes != nil:
        longestDictionary = max(longestDictionary, strings.values.count)
      case .bools: longestDictionary = 2
      default: return rowCount
      }
    }
    let span = bounds.map { $0.upperBound.subtractingReportingOverflow($0.lowerBound) }
    let values = span.map {
      $0.overflow ? rowCount : Int(clamping: $0.partialValue).addingReportingOverflow(1).partialValue
    }
    return max(1, min(rowCount, values ?? longestDictionary))
  }

  /// The least and the greatest value of a column of packed integers, which other types stand on too; nil for others.
  package func bounds(_ column: Int) -> ClosedRange<Int64>? {
    var bounds: ClosedRange<Int64>?
    for batch in batches where !batch.held.columns[column].validity.isAllNull {
      guard case .packed(let integers) = batch.held.columns[column].storage else { return nil }
      bounds = bounds?.union(integers.bounds) ?? integers.bounds
    }
    return bounds
  }
}

extension ClosedRange<Int64> {
  fileprivate func union(_ other: ClosedRange<Int64>) -> ClosedRange<Int64> {
    Swift.min(lowerBound, other.lowerBound)...Swift.max(upperBound, other.upperBound)
  }
}
