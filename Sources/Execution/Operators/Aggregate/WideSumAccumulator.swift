import Columnar
import Planning
import SQLTypes

/// SUM and AVG of integers and decimals, exact in 128 bits; averages are cut, not rounded (sql.md 2.2, part 6).
struct WideSumAccumulator: Accumulator {
  private let isAverage: Bool
  private let type: DataType
  private var sums: [Int128] = []
  private var counts: [Int64] = []

  init(_ call: AggregateCall) {
    isAverage = call.function == .average
    type = call.type
  }

  mutating func grow(to count: Int) {
    guard count > sums.count else { return }
    sums += repeatElement(0, count: count - sums.count)
    counts += repeatElement(0, count: count - counts.count)
  }

  mutating func add(_ groups: [UInt32], _ columns: [Column]) throws {
    let column = columns[0].expanded
    switch column.storage {
    case .ints(let values): try add(groups, values, column.validity)
    case .int128s(let values): try addWide(groups, values, column.validity)
    default: preconditionFailure("sums of whole numbers are fed whole numbers")
    }
  }

  mutating func merge(_ other: WideSumAccumulator, _ map: GroupMap) throws {
    var overflowed = false
    for index in map.sources.indices {
      let (source, target) = (Int(map.sources[index]), Int(map.targets[index]))
      counts[target] += other.counts[source]
      let (sum, isOver) = sums[target].addingReportingOverflow(other.sums[source])
      sums[target] = sum
      overflowed = overflowed || isOver
    }
    if overflowed { throw SQLError.sumOverflow }
  }

  func finish() throws -> Column {
    let validity = Validity(valid: counts.map { $0 > 0 })
    let values = isAverage ? zip(sums, counts).map { $1 == 0 ? 0 : $0 / Int128($1) } : sums
    if type.physical == .int64 {
      return Column(type, ints: try values.map(narrow), validity: validity)
    }
    guard values.allSatisfy({ $0.magnitude < UInt128(PowersOfTen.int128(38)) }) else { throw SQLError.sumOverflow }
    return Column(type, int128s: values, validity: validity)
  }

  private func narrow(_ value: Int128) throws -> Int64 {
    guard let value = Int64(exactly: value) else {
      throw SQLError(.numericOutOfRange, "\(type.familyName) out of range")
    }
    return value
  }

  /// In words of 64 bits, where this many values of this size cannot overflow them.
  private mutating func add(_ groups: [UInt32], _ values: [Int64], _ validity: Validity) throws {
    let (bound, overflow) = values.magnitudeBound.multipliedReportingOverflow(by: UInt64(max(1, values.count)))
    guard !overflow, bound <= UInt64(Int64.max), sums.count <= 2 * groups.count else {
      return try addWide(groups, values, validity)
    }
    var narrow = [Int64](repeating: 0, count: sums.count)
    if sums.count == 1 && validity.isAllValid {
      narrow[0] = values.reduce(0, &+)
      counts[0] += Int64(groups.count)
    } else {
      addNarrow(groups, values, validity, to: &narrow)
    }
    var overflowed = false
    for group in narrow.indices {
      let (sum, isOver) = sums[group].addingReportingOverflow(Int128(narrow[group]))
      sums[group] = sum
      overflowed = overflowed || isOver
    }
    if overflowed { throw SQLError.sumOverflow }
  }

  /// `groups` are below the number of groups, and there are as many `values`.
  private mutating func addNarrow(
    _ groups: [UInt32], _ values: [Int64], _ validity: Validity, to narrow: inout [Int64]
  ) {
    precondition(values.count == groups.count, "each row has a group")
    let isAllValid = validity.isAllValid
    narrow.withUnsafeMutableBufferPointer { narrow in
      counts.withUnsafeMutableBufferPointer { counts in
        for row in 0..<groups.count where isAllValid || validity[row] {
          let group = Int(groups[row])
          narrow[group] &+= values[row]
          counts[group] &+= 1
        }
      }
    }
  }

  private mutating func addWide<Element: FixedWidthInteger>(
    _ groups: [UInt32], _ values: [Element], _ validity: Validity
  ) throws {
    var overflowed = false
    let isAllValid = validity.isAllValid
    for row in 0..<groups.count where isAllValid || validity[row] {
      let group = Int(groups[row])
      let (sum, isOver) = sums[group].addingReportingOverflow(Int128(truncatingIfNeeded: values[row]))
      sums[group] = sum
      counts[group] += 1
      overflowed = overflowed || isOver
    }
    if overflowed { throw SQLError.sumOverflow }
  }
}

extension SQLError {
  static let sumOverflow = SQLError.compute(
    "Numeric data overflow (result precision)", code: 1058, context: "128 bit overflow")
}
