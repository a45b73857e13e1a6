import Columnar
import Planning
import SQLTypes

/// The distinct keys of morsels that stand in order, each by itself and one behind the other: nothing is left to merge
/// but the last key of one with the first of the next.
///
/// ```
/// partials   3 5 8 | 8 9 | 9 | 12 14      result   3 5 8 | 9 | | 12 14
/// ```
struct AscendingGroups: BatchSource {
  private let partials: [GroupPartial]
  private let morsels: [Range<Int>]

  /// Nil where the partials do not ascend.
  init?(_ partials: [GroupPartial]) {
    guard partials.allSatisfy({ $0.ascending != nil }) else { return nil }
    for place in partials.indices.dropFirst() where !Self.follows(partials[place], partials[place - 1], <=) {
      return nil
    }
    self.partials = partials
    morsels = TableScanSource.morsels(partials.map(\.count))
  }

  var morselCount: Int { morsels.count }

  func produce(_ morsel: Int, _ emit: (Batch) throws -> Void) throws {
    let batches = morsels[morsel].map(rows).filter { $0.count > 0 }
    guard let first = batches.first else { return }
    try emit(Batch.concatenate(batches, types: first.columns.map(\.type)))
  }

  /// Those of a partial that the one before does not end with.
  private func rows(_ place: Int) -> Batch {
    let partial = partials[place]
    let rows = Batch(partial.keys, count: partial.count)
    let isNew = place == 0 || Self.follows(partial, partials[place - 1], <)
    return isNew ? rows : rows.slice(1..<partial.count)
  }

  private static func follows(
    _ partial: GroupPartial, _ previous: GroupPartial, _ isInOrder: (Int64, Int64) -> Bool
  ) -> Bool {
    guard let last = previous.ascending?.upperBound, let first = partial.ascending?.lowerBound else { return false }
    return isInOrder(last, first)
  }
}
