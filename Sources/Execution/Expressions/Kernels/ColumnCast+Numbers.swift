import Columnar
import Planning
import SQLTypes

/// Numbers and booleans to numbers and booleans (sql.md 2.2).
extension ColumnCast {
  func fromInteger() throws -> Column {
    let values = try source.ints
    switch type {
    case .smallint, .integer, .bigint:
      if !source.type.isObjectID, DecimalArithmetic.wider(source.type, type) == type { return source.retyped(type) }
      let range = type.integerRange
      return try converted(
        values, zero: 0, makeInts, { range.contains($0) ? $0 : nil }, failure: { _ in outOfRange })
    case .decimal(let precision, let scale): return try integerToDecimal(values, precision, scale)
    case .double: return column(mapped(values, count: count) { Double($0) })
    case .real: return column(mapped(values, count: count) { Double(Float($0)) })
    case .boolean: return column(mapped(values, count: count) { $0 != 0 })
    default: throw unsupported
    }
  }

  private func integerToDecimal(_ values: [Int64], _ precision: Int, _ scale: Int) throws -> Column {
    if scale == 0 && precision >= source.type.precision {
      if precision <= 19 && source.type != .bigint { return source.retyped(type) }
      if precision > 19 {
        return Column(type, int128s: mapped(values, count: count) { Int128($0) }, validity: source.validity)
      }
    }
    return try converted(
      values, zero: 0, makeInt128s,
      { DecimalArithmetic.convert(Int128($0), from: 0, precision: precision, scale: scale) },
      failure: { _ in outOfRange })
  }

  func fromDecimal() throws -> Column {
    let scale = source.type.scale
    switch type {
    case .smallint, .integer, .bigint:
      let range = type.integerRange
      return try converted(
        source.int128s, zero: 0, makeInts,
        { value in
          guard let whole = DecimalArithmetic.integer(value, scale: scale), range.contains(whole) else { return nil }
          return whole
        }, failure: { _ in outOfRange })
    case .decimal(let precision, let target): return try decimalToDecimal(from: scale, precision, target)
    case .double:
      let values = try source.int128s
      return column(mapped(values, count: count) { DecimalArithmetic.double($0, scale: scale) })
    case .real:
      let values = try source.int128s
      return column(mapped(values, count: count) { Double(Float(DecimalArithmetic.double($0, scale: scale))) })
    default: throw unsupported
    }
  }

  /// Rounds half away from zero; room for more digits on both sides of the point needs no check.
  private func decimalToDecimal(from scale: Int, _ precision: Int, _ target: Int) throws -> Column {
    let isRoomy = target >= scale && precision - target >= source.type.precision - scale
    if isRoomy && target == scale && source.type.physical == type.physical && precision != 19 {
      return source.retyped(type)
    }
    if isRoomy && precision <= 18 {
      let ten = PowersOfTen.int64(target - scale)
      return column(mapped(try source.ints, count: count) { $0 &* ten })
    }
    return try converted(
      source.int128s, zero: 0, makeInt128s,
      { DecimalArithmetic.convert($0, from: scale, precision: precision, scale: target) },
      failure: { _ in outOfRange })
  }

  func fromDouble() throws -> Column {
    let values = try source.doubles
    switch type {
    case .smallint, .integer, .bigint:
      let range = type.integerRange
      return try converted(
        values, zero: 0, makeInts,
        { value in
          guard let whole = Int64(exactly: value.rounded(.toNearestOrEven)), range.contains(whole) else { return nil }
          return whole
        }, failure: { _ in outOfRange })
    case .decimal(let precision, let scale):
      let isReal = source.type == .real
      return try converted(
        values, zero: 0, makeInt128s,
        { DecimalArithmetic.decimal($0, precision: precision, scale: scale, isReal: isReal) },
        failure: { _ in outOfRange })
    case .double: return source.retyped(type)
    case .real:
      return try converted(
        values, zero: 0, makeDoubles,
        { value in if case .value(let real) = DoubleText.real(value) { real } else { nil } },
        failure: { _ in outOfRange })
    default: throw unsupported
    }
  }

  func fromBoolean() throws -> Column {
    guard type.isInteger else { throw unsupported }
    let values = try source.bools
    return column(mapped(values, count: count) { $0 ? 1 : 0 } as [Int64])
  }
}
