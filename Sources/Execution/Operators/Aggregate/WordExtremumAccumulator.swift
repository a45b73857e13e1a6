import Columnar
import Planning
import SQLTypes

/// MIN and MAX of values whose 64-bit words are in their order: whole numbers, dates and times, decimals of up to 19
/// digits.
///
/// One pass over the words, where `SelectingAccumulator` compares rows of any type by codes and gathers the best ones.
struct WordExtremumAccumulator: Accumulator {
  static let takesPacked = true

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
    let column = columns[0].expanded
    precondition(column.count == groups.count, "each row has a group")
    switch column.storage {
    case .ints(let values): add(groups, values, above: 0, column.validity)
    case .packed(let packed):
      switch packed.offsets {
      case .bytes(let offsets): add(groups, offsets, above: packed.base, column.validity)
      case .shorts(let offsets): add(groups, offsets, above: packed.base, column.validity)
      case .words(let offsets): add(groups, offsets, above: packed.base, column.validity)
      }
    default: preconditionFailure("values of such a type are words")
    }
  }

  mutating func addToOneGroup(_ columns: [Column], count: Int) {
    let column = columns[0].expanded
    switch column.storage {
    case .packed(let packed):
      guard let best = flip == 0 ? packed.least(column.validity) : packed.greatest(column.validity) else { return }
      take(best)
    case .ints(let values) where column.validity.isAllValid:
      guard let first = values.first else { return }
      take(flip == 0 ? values.reduce(first) { min($0, $1) } : values.reduce(first) { max($0, $1) })
    default: add([UInt32](repeating: 0, count: count), columns)
    }
  }

  private mutating func take(_ value: Int64) {
    best[0] = min(best[0], value ^ flip)
    isSeen[0] = true
  }

  private mutating func add<Offset: FixedWidthInteger>(
    _ groups: [UInt32], _ offsets: [Offset], above base: Int64, _ validity: Validity
  ) {
    let flip = flip
    let isAllValid = validity.isAllValid
    for row in offsets.indices where isAllValid || validity[row] {
      let group = Int(groups[row])
      best[group] = min(best[group], (base &+ Int64(offsets[row])) ^ flip)
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
