import Columnar
import SQLTypes
import TestSupport

/// Columns of every type with values from all over their ranges.
enum RandomValues {
  static let types: [DataType] = [
    .boolean, .smallint, .integer, .bigint, .decimal(precision: 12, scale: 2), .decimal(precision: 18, scale: 18),
    .decimal(precision: 19, scale: 0), .decimal(precision: 38, scale: 0), .decimal(precision: 38, scale: 37), .real,
    .double, .char(10), .varchar(50), .date, .time, .timetz, .timestamp, .timestamptz, .interval, .super, .varbyte(8),
    .unknown, .oid, .name, .array(.integer),
  ]

  static func column(_ type: DataType, _ count: Int, _ random: inout SeededGenerator) -> Column {
    let hasNulls = random.flag()
    if random.below(8) == 0 { return Column.constant(value(type, &random, hasNulls), type, count: count) }
    let column = Column(type, values: (0..<count).map { _ in value(type, &random, hasNulls) })
    guard type.physical == .int64, random.flag() else { return column }
    return column.packed
  }

  static func value(_ type: DataType, _ random: inout SeededGenerator, _ mayBeNull: Bool = true) -> Value {
    if mayBeNull, random.below(5) == 0 { return .null }
    let number = Int64(bitPattern: random.next()) >> Int64(random.below(64))
    switch type {
    case .boolean: return .bool(random.flag())
    case .smallint: return .int(Int64(Int16(truncatingIfNeeded: number)))
    case .integer: return .int(Int64(Int32(truncatingIfNeeded: number)))
    case .bigint: return .int(number)
    case .decimal(let precision, _): return decimal(precision, &random)
    case .real: return .double(Double(Float(number) / 1000))
    case .double: return .double(random.pick([Double(number) / 1000, Double(number) * 1e200, 0, -0.0, .infinity]))
    case .date: return .int(number % 1_000_000)
    case .time: return .int(abs(number % Timestamp.microsecondsPerDay))
    case .timetz:
      let offset = Int32(random.int(-12...14)) * 3600 + Int32(random.pick([0, 1800]))
      return .int128(TimeWithZone(local: abs(number % Timestamp.microsecondsPerDay), offset: Int64(offset)).packed)
    case .timestamp, .timestamptz:
      // Few blocks of rows with a year before 1, or none of them would have years of four digits alone.
      return .int(number % (random.below(1000) == 0 ? 100_000_000_000_000_000 : 10_000_000_000_000_000))
    case .interval: return .interval(Interval(months: number % 1000, microseconds: number >> 3))
    case .intervalYearToMonth: return .interval(Interval(months: number % 1000))
    case .intervalDayToSecond: return .interval(Interval(microseconds: number >> 3))
    case .varbyte: return .string(random.pick(["", "00", "ff0a", "0123456789abcdef"]))
    case .catalog(let type): return catalog(type, number, &random)
    case .char, .charIgnoringCase: return .string(String(random.pick(["", "a", "abcdefghij", "é"])))
    case .varchar, .varcharIgnoringCase, .super, .hllsketch, .unknown:
      return .string(String(repeating: random.pick(["a", "é", "0f", " "]), count: random.below(40)))
    }
  }

  private static func catalog(_ type: CatalogType, _ number: Int64, _ random: inout SeededGenerator) -> Value {
    if type.isObjectID { return .int(number & 0xffff_ffff) }
    guard type.element != nil else { return .string(random.pick(["", "a", "pg_class"])) }
    return .string(random.pick(["{}", "{1}", "{1,-2,2147483647}", "{NULL,7}"]))
  }

  private static func decimal(_ precision: Int, _ random: inout SeededGenerator) -> Value {
    // NUMERIC(19) ends with 64 bits: not all of its nineteen digits are nines.
    let digits = random.digits(1...(precision == 19 ? 18 : precision))
    let number = (Int128(digits) ?? 0) * (random.flag() ? 1 : -1)
    return precision <= 19 ? .int(Int64(number)) : .int128(number)
  }
}
