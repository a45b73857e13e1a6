import Columnar
import Planning
import SQLTypes

/// MIN and MAX of values whose 64-bit words are in their order: whole numbers, dates and times, decimals of up to 19
/// digits.
///
/// One pass over the words, where `SelectingAccumulator` compares rows of any type by codes and gathers the best ones.
struct WordExtremumAccumulator: Accumulator {
  /// What makes the least word of the best value, whichever end is meant.
  private let flip: Int64
  private let type: DataType
  private var best: [Int64] = []
  private var isSeen: [Bool] = []

  init(_ call: AggregateCall, isLargest: Bool) {
    flip = isLargest ? -1 : 0
    type = call.type
  }

  /// Whether values of the call's argument and result are such words.
  static func takes(_ call: AggregateCall) -> Bool {
    call.type.physical == .int64 && call.arguments.first?.type.physical == .int64
  }

  mutating func grow(to count: Int) {
    guard count > best.count else { return }
    isSeen += repeatElement(false, count: count - best.count)
    best += repeatElement(.max, count: count - best.count)
  }

  mutating func add(_ groups: [UInt32], _ columns: [Column]) {
    let column = columns[0].expanded.unpacked
    guard case .ints(let values) = column.storage else { preconditionFailure("values of such a type are words") }
    precondition(values.count == groups.count, "each row has a group")
    let validity = column.validity
    if validity.isAllValid, best.count == 1 { return addToOne(values) }
    if validity.isAllValid { return add(groups, values) { _ in true } }
    add(groups, values) { validity[$0] }
  }

  private mutating func addToOne(_ values: [Int64]) {
    guard !values.isEmpty else { return }
    let flip = flip
    best[0] = values.reduce(best[0]) { min($0, $1 ^ flip) }
    isSeen[0] = true
  }

  @inline(__always)
  private mutating func add(_ groups: [UInt32], _ values: [Int64], isIncluded: (Int) -> Bool) {
    let flip = flip
    for row in values.indices where isIncluded(row) {
      let group = Int(groups[row])
      best[group] = min(best[group], values[row] ^ flip)
      isSeen[group] = true
    }
  }

  mutating func merge(_ other: WordExtremumAccumulator, _ map: GroupMap) {
    for (source, target) in zip(map.sources, map.targets) where other.isSeen[Int(source)] {
      best[Int(target)] = min(best[Int(target)], other.best[Int(source)])
      isSeen[Int(target)] = true
    }
  }

  func finish() -> Column {
    let values = best.indices.map { isSeen[$0] ? best[$0] ^ flip : 0 }
    return Column(type, ints: values, validity: Validity(valid: isSeen))
  }
}
