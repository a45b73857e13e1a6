import Columnar
import Planning
import SQLTypes

/// Distinct rows as they stand in their morsels, without those that an earlier morsel has: nothing is put in another
/// order, and where nothing is dropped nothing is copied.
struct DistinctRows: BatchSource {
  private let partials: [PartialAggregation]
  /// By partial.
  private let repeated: [[UInt32]]
  private let morsels: [Range<Int>]

  /// `repeated` are the rows of each partial that an earlier one has, each once, in any order.
  init(_ partials: [PartialAggregation], repeated: [[UInt32]]) {
    self.partials = partials
    self.repeated = repeated
    morsels = TableScanSource.morsels(zip(partials, repeated).map { $0.count - $1.count })
  }

  var morselCount: Int { morsels.count }

  func produce(_ morsel: Int, _ emit: (Batch) throws -> Void) throws {
    let batches = morsels[morsel].map(rows).filter { $0.count > 0 }
    guard let first = batches.first else { return }
    try emit(Batch.concatenate(batches, types: first.columns.map(\.type)))
  }

  private func rows(_ index: Int) -> Batch {
    Batch(partials[index].keys, count: partials[index].count).removing(repeated[index]).unpacked
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
    var repeated: [[UInt32]] = []
    var last = Int64.min
    for partial in partials {
      guard let range = partial.ascending, last <= range.lowerBound else { return nil }
      let isNew = repeated.isEmpty || last < range.lowerBound
      repeated.append(isNew ? [] : [0])
      last = range.upperBound
    }
    self.init(partials, repeated: repeated)
  }
}
