import Columnar
import Planning
import SQLTypes

/// SUM and AVG of integers and decimals, exact in 128 bits; averages are cut, not rounded (sql.md 2.2, part 6).
///
/// Sums are kept in 64 bits until one does not fit: what was added when that happens is taken off again, which is exact
/// even for words that have overflowed, and added anew in 128.
struct WideSumAccumulator: Accumulator {
  static let takesPacked = true

  private enum Sums {
    case narrow([Int64])
    case wide([Int128])
  }

  private let isAverage: Bool
  private let type: DataType
  private var sums = Sums.narrow([])
  private var counts: [Int64] = []

  init(_ call: AggregateCall) {
    isAverage = call.function == .average
    type = call.type
  }

  mutating func grow(to count: Int) {
    guard count > counts.count else { return }
    let more = count - counts.count
    switch take() {
    case .narrow(let values): sums = .narrow(values + repeatElement(0, count: more))
    case .wide(let values): sums = .wide(values + repeatElement(0, count: more))
    }
    counts += repeatElement(0, count: more)
  }

  mutating func add(_ groups: [UInt32], _ columns: [Column]) throws {
    let column = columns[0].expanded
    counts.addRows(of: groups, column.validity)
    try add(groups, column)
  }

  mutating func add(_ groups: [UInt32], sizes: [Int64], _ columns: [Column]) throws {
    let column = columns[0].expanded
    if column.validity.isAllValid { counts.add(sizes) } else { counts.addRows(of: groups, column.validity) }
    try add(groups, column)
  }

  private mutating func add(_ groups: [UInt32], _ column: Column) throws {
    precondition(column.count == groups.count, "each row has a group")
    let validity = column.validity
    switch column.storage {
    case .packed(let packed): try add(packed, groups, validity)
    case .ints(let values): try add(values, above: 0, groups, validity)
    case .int128s(let values): try addWide(groups.count, { Int(groups[$0]) }, { validity[$0] ? values[$0] : 0 })
    default: preconditionFailure("sums of whole numbers are fed whole numbers")
    }
  }

  mutating func addToOneGroup(_ columns: [Column], count: Int) throws {
    let column = columns[0].expanded
    let validity = column.validity
    counts[0] += Int64(count - column.nullCount)
    switch column.storage {
    case .packed(let packed): try addToFirst(packed.sum(validity))
    case .ints(let values):
      if try addAll(values, validity) { return }
      try add(count, { _ in 0 }, { values[$0] }, isIncluded: { validity[$0] })
    case .int128s(let values): try addWide(count, { _ in 0 }, { validity[$0] ? values[$0] : 0 })
    default: preconditionFailure("sums of whole numbers are fed whole numbers")
    }
  }

  mutating func merge(_ other: WideSumAccumulator, _ map: GroupMap) throws {
    let (sources, targets) = (map.sources, map.targets)
    for index in sources.indices { counts[Int(targets[index])] += other.counts[Int(sources[index])] }
    switch other.sums {
    case .narrow(let values):
      try add(sources.count, { Int(targets[$0]) }, { values[Int(sources[$0])] }, isIncluded: { _ in true })
    case .wide(let values): try addWide(sources.count, { Int(targets[$0]) }, { values[Int(sources[$0])] })
    }
  }

  func finish() throws -> Column {
    let validity = Validity(valid: counts.map { $0 > 0 })
    if case .narrow(let sums) = sums, type.physical == .int64 {
      return Column(type, ints: isAverage ? zip(sums, counts).map { $1 == 0 ? 0 : $0 / $1 } : sums, validity: validity)
    }
    let sums = wideSums
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

  private var wideSums: [Int128] {
    switch sums {
    case .narrow(let values): values.map { Int128($0) }
    case .wide(let values): values
    }
  }

  /// The sums, to be changed and put back: nobody else holds them meanwhile.
  private mutating func take() -> Sums {
    let taken = sums
    sums = .narrow([])
    return taken
  }
}

// The loops

extension WideSumAccumulator {
  /// To the first group, where no value is NULL and the sum of so many of this size fits; whether that is so.
  private mutating func addAll(_ values: [Int64], _ validity: Validity) throws -> Bool {
    guard validity.isAllValid else { return false }
    let (bound, overflow) = values.magnitudeBound.multipliedReportingOverflow(by: UInt64(max(1, values.count)))
    guard !overflow, bound <= UInt64(Int64.max) else { return false }
    try addToFirst(Int128(values.reduce(0, &+)))
    return true
  }

  private mutating func addToFirst(_ sum: Int128) throws {
    guard let narrow = Int64(exactly: sum) else { return try addWide(1, { _ in 0 }, { _ in sum }) }
    try add(1, { _ in 0 }, { _ in narrow }, isIncluded: { _ in true })
  }

  private mutating func add(_ packed: PackedIntegers, _ groups: [UInt32], _ validity: Validity) throws {
    switch packed.offsets {
    case .bytes(let offsets): try add(offsets, above: packed.base, groups, validity)
    case .shorts(let offsets): try add(offsets, above: packed.base, groups, validity)
    case .words(let offsets): try add(offsets, above: packed.base, groups, validity)
    }
  }

  @inline(__always)
  private mutating func add<Offset: FixedWidthInteger>(
    _ offsets: [Offset], above base: Int64, _ groups: [UInt32], _ validity: Validity
  ) throws {
    if validity.isAllValid {
      // Both have a value for each row, as the caller has made sure.
      return try offsets.withUnsafeBufferPointer { offsets in
        try groups.withUnsafeBufferPointer { groups in
          try add(groups.count, { Int(groups[$0]) }, { base &+ Int64(offsets[$0]) }, isIncluded: { _ in true })
        }
      }
    }
    try add(groups.count, { Int(groups[$0]) }, { base &+ Int64(offsets[$0]) }, isIncluded: { validity[$0] })
  }

  /// Groups are below the number of groups.
  @inline(__always)
  private mutating func add(
    _ count: Int, _ group: (Int) -> Int, _ value: (Int) -> Int64, isIncluded: (Int) -> Bool
  ) throws {
    switch take() {
    case .wide(let wide):
      sums = .wide(wide)
    case .narrow(var narrow):
      let overflowed = narrow.withUnsafeMutableBufferPointer { narrow in
        var overflowed = false
        for index in 0..<count where isIncluded(index) {
          let (sum, isOver) = narrow[group(index)].addingReportingOverflow(value(index))
          narrow[group(index)] = sum
          overflowed = overflowed || isOver
        }
        guard overflowed else { return false }
        for index in 0..<count where isIncluded(index) { narrow[group(index)] &-= value(index) }
        return true
      }
      sums = .narrow(narrow)
      if !overflowed { return }
    }
    try addWide(count, group) { isIncluded($0) ? Int128(value($0)) : 0 }
  }

  @inline(__always)
  private mutating func addWide(_ count: Int, _ group: (Int) -> Int, _ value: (Int) -> Int128) throws {
    var sums = wideSums
    self.sums = .narrow([])
    var overflowed = false
    for index in 0..<count {
      let (sum, isOver) = sums[group(index)].addingReportingOverflow(value(index))
      sums[group(index)] = sum
      overflowed = overflowed || isOver
    }
    self.sums = .wide(sums)
    if overflowed { throw SQLError.sumOverflow }
  }
}

extension SQLError {
  static let sumOverflow = SQLError.compute(
    "Numeric data overflow (result precision)", code: 1058, context: "128 bit overflow")
}
