import Columnar
import Planning
import SQLTypes

/// BIT_AND and BIT_OR.
struct BitAccumulator: Accumulator {
  private let isAnd: Bool
  private let type: DataType
  private var words: [Int64] = []
  private var hasValue: [Bool] = []

  init(_ call: AggregateCall) {
    isAnd = call.function == .bitAnd
    type = call.type
  }

  mutating func grow(to count: Int) {
    guard count > words.count else { return }
    words += repeatElement(isAnd ? -1 : 0, count: count - words.count)
    hasValue += repeatElement(false, count: count - hasValue.count)
  }

  mutating func add(_ groups: [UInt32], _ columns: [Column]) throws {
    let column = columns[0].expanded
    let values = try column.ints
    for row in 0..<groups.count where column.validity[row] { add(values[row], to: Int(groups[row])) }
  }

  mutating func merge(_ other: BitAccumulator, _ map: GroupMap) {
    for index in map.sources.indices where other.hasValue[Int(map.sources[index])] {
      add(other.words[Int(map.sources[index])], to: Int(map.targets[index]))
    }
  }

  func finish() -> Column { Column(type, ints: words, validity: Validity(valid: hasValue)) }

  private mutating func add(_ word: Int64, to group: Int) {
    words[group] = isAnd ? words[group] & word : words[group] | word
    hasValue[group] = true
  }
}
