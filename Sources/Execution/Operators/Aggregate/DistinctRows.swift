import Columnar
import Planning
import SQLTypes

/// Distinct rows as they stand in their morsels, without those that an earlier morsel has: nothing is put in another
/// order, and where nothing is dropped nothing is copied.
struct DistinctRows: BatchSource {
  private let partials: [PartialAggregation]
  /// Rows of each partial that are new; nil for all.
  private let kept: [[UInt32]?]
  private let morsels: [Range<Int>]

  private init(_ partials: [PartialAggregation], kept: [[UInt32]?]) {
    self.partials = partials
    self.kept = kept
    morsels = TableScanSource.morsels(zip(partials, kept).map { $1?.count ?? $0.count })
  }

  var morselCount: Int { morsels.count }

  func produce(_ morsel: Int, _ emit: (Batch) throws -> Void) throws {
    let batches = morsels[morsel].map(rows).filter { $0.count > 0 }
    guard let first = batches.first else { return }
    try emit(Batch.concatenate(batches, types: first.columns.map(\.type)))
  }

  private func rows(_ index: Int) -> Batch {
    let rows = Batch(partials[index].keys, count: partials[index].count)
    return kept[index].map(rows.gather) ?? rows
  }
}

extension DistinctRows {
  /// Of morsels that stand in order, each by itself and one behind the other; nil where they do not. Nothing is to be
  /// compared but the last key of one with the first of the next.
  ///
  /// ```
  /// partials   3 5 8 | 8 9 | 9 | 12 14      result   3 5 8 | 9 | | 12 14
  /// ```
  init?(ascending partials: [PartialAggregation]) {
    var kept: [[UInt32]?] = []
    var last = Int64.min
    for partial in partials {
      guard let range = partial.ascending, last <= range.lowerBound else { return nil }
      let isNew = kept.isEmpty || last < range.lowerBound
      kept.append(isNew ? nil : Array(1..<UInt32(partial.count)))
      last = range.upperBound
    }
    self.init(partials, kept: kept)
  }

  /// `repeated` are the rows of each partial that an earlier one has, in any order.
  init(_ partials: [PartialAggregation], repeated: [[UInt32]]) {
    self.init(
      partials,
      kept: zip(partials, repeated).map { partial, repeated in
        guard !repeated.isEmpty else { return nil }
        var isKept = [Bool](repeating: true, count: partial.count)
        for row in repeated { isKept[Int(row)] = false }
        return (0..<UInt32(partial.count)).filter { isKept[Int($0)] }
      })
  }
}
