import Columnar
import Planning
import SQLTypes

/// `value [NOT] IN (list)`: a few operands are compared one by one, many constants by one look-up in a table.
extension Evaluator {
  private static let longestComparedList = 8

  func inList(
    _ value: BoundExpression, _ list: [BoundExpression], isNegated: Bool, _ batch: Batch
  ) throws -> Column {
    let isConstant = list.allSatisfy { if case .constant = $0 { true } else { false } }
    if isConstant && list.count > Self.longestComparedList && value.type != .super {
      let column = try evaluate(value, batch)
      let constants = try list.map { try evaluate($0, Batch([], count: 1)) }
      return membership(column, in: Column.concatenate(constants), isNegated: isNegated)
    }
    let equalities = list.map { BoundExpression.call(.comparison(.equal), [value, $0], .boolean) }
    let found = equalities.count == 1 ? equalities[0] : .or(equalities)
    let column = try evaluate(found, batch)
    return isNegated ? try negate(column) : column
  }

  /// True where the value is among `candidates`; NULL where it is not but could be, because it or a candidate is NULL.
  func membership(_ column: Column, in candidates: Column, isNegated: Bool) -> Column {
    membership(column, in: MembershipTable(candidates), isNegated: isNegated)
  }

  func membership(_ column: Column, in table: MembershipTable, isNegated: Bool) -> Column {
    if table.isEmpty { return .constant(.bool(isNegated), .boolean, count: column.count) }
    let column = column.expanded.comparable
    let found = table.contains(column)
    var valid = [Bool](repeating: true, count: column.count)
    for row in 0..<column.count where !column.validity[row] || table.hasNull && !found[row] { valid[row] = false }
    let values = isNegated ? found.map { !$0 } : found
    return Column(.boolean, bools: values, validity: Validity(valid: valid))
  }
}

/// The distinct values of a column, to be looked up.
struct MembershipTable: Sendable {
  private enum Keys: Sendable {
    case ints(Set<Int64>)
    case int128s(Set<Int128>)
    case strings(Set<StringView>, [ByteArena])
    case values(Set<Value>)
  }

  private let keys: Keys
  let hasNull: Bool
  let isEmpty: Bool

  init(_ column: Column) {
    let column = column.expanded.comparable
    isEmpty = column.count == 0
    hasNull = column.nullCount > 0
    let rows = (0..<column.count).filter { column.validity[$0] }
    switch column.storage {
    case .ints(let values): keys = .ints(Set(rows.map { values[$0] }))
    case .int128s(let values) where column.type != .timetz: keys = .int128s(Set(rows.map { values[$0] }))
    case .strings(let values):
      let trimmed = values.flat.trimmed
      keys = .strings(Set(rows.map { trimmed.values[$0] }), trimmed.arenas)
    default: keys = .values(Set(rows.map { column.comparableValue($0) }))
    }
  }

  /// One flag a row of a column of the same type; anything for NULL rows.
  func contains(_ column: Column) -> [Bool] {
    switch (keys, column.storage) {
    case (.ints(let set), .ints(let values)): values.map { set.contains($0) }
    case (.int128s(let set), .int128s(let values)): values.map { set.contains($0) }
    case (.strings(let set, _), .strings(let values)): values.flat.trimmed.values.map { set.contains($0) }
    case (.values(let set), _): (0..<column.count).map { set.contains(column.comparableValue($0)) }
    default: [Bool](repeating: false, count: column.count)
    }
  }
}

extension Column {
  /// SUPER values by their keys, case-insensitive strings in lower case, all else as it is.
  fileprivate var comparable: Column {
    if type.isCaseInsensitive, case .strings(let values) = storage {
      return Column(type, strings: values.flat.trimmed.caseFolded, validity: validity)
    }
    guard type == .super else { return self }
    let keys = superKeys
    return Column(.super, strings: keys.strings, validity: keys.validity)
  }

  /// A value whose equality is SQL's: zones and months resolved, one NaN, no negative zero.
  fileprivate func comparableValue(_ row: Int) -> Value {
    switch value(row) {
    case .int128(let packed) where type == .timetz: .int(TimeWithZone(packed: packed).utcMicroseconds)
    case .double(let double): .int(double.orderedBits)
    case .interval(let interval):
      .int128(Int128(interval.months) * Int128(30 * Timestamp.microsecondsPerDay) + Int128(interval.microseconds))
    case let other: other
    }
  }
}
