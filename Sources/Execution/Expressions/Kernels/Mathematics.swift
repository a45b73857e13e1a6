import Columnar
import Planning
import SQLTypes

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Mathematical functions over doubles (sql.md 2.9). What is not defined for an argument is an error, not a NaN.
extension KernelCall {
  func mathematics(_ function: MathematicsFunction) throws -> Column {
    switch function {
    case .pi: Column.constant(.double(.pi), .double, count: count)
    case .power: try power()
    case .arcTangent2:
      column(
        zipped(try first.doubles, first.indexMask, try second.doubles, second.indexMask, count: count) {
          atan2($0, $1)
        })
    case .squareRoot: try formula(checkRoot) { $0.squareRoot() }
    case .cubeRoot: try formula { cbrt($0) }
    case .exponential: try formula { exp($0) }
    case .naturalLogarithm: try formula(checkLogarithm) { log($0) }
    case .logarithm10: try formula(checkLogarithm) { log10($0) }
    case .logarithm: try logarithm()
    case .degrees: try formula { $0 * 180 / .pi }
    case .radians: try formula { $0 * .pi / 180 }
    case .sine: try formula { sin($0) }
    case .cosine: try formula { cos($0) }
    case .tangent: try formula { tan($0) }
    case .cotangent: try formula { 1 / tan($0) }
    case .arcSine: try formula(checkArc) { asin($0) }
    case .arcCosine: try formula(checkArc) { acos($0) }
    case .arcTangent: try formula { atan($0) }
    }
  }

  /// A function of one double, after `check` has found all its arguments within the domain.
  private func formula(
    _ check: ([Double]) throws(SQLError) -> Void = { _ in }, _ body: (Double) -> Double
  ) throws -> Column {
    let values = try first.doubles
    try check(values)
    let results = mapped(values, count: count, body)
    try checkFinite(results) { values[$0].isFinite }
    return column(results)
  }

  private func checkRoot(_ values: [Double]) throws(SQLError) {
    guard firstFailure(where: { values[$0] < 0 }) == nil else {
      throw SQLError(SQLState("2201F"), "cannot take square root of a negative number")
    }
  }

  /// (base, value)
  private func logarithm() throws -> Column {
    let (bases, values) = (try first.doubles, try second.doubles)
    try checkLogarithm(bases, first.indexMask)
    try checkLogarithm(values, second.indexMask)
    guard firstFailure(where: { bases[$0 & first.indexMask] == 1 }) == nil else {
      throw divisionByZero(MathematicsFunction.logarithm.rawValue)
    }
    return column(zipped(bases, first.indexMask, values, second.indexMask, count: count) { log($1) / log($0) })
  }

  private func checkLogarithm(_ values: [Double]) throws(SQLError) { try checkLogarithm(values, .max) }

  private func checkLogarithm(_ values: [Double], _ mask: Int) throws(SQLError) {
    guard let row = firstFailure(where: { values[$0 & mask] <= 0 }) else { return }
    let what = values[row & mask] == 0 ? "zero" : "a negative number"
    throw SQLError(SQLState("2201E"), "cannot take logarithm of \(what)")
  }

  private func checkArc(_ values: [Double]) throws(SQLError) {
    guard firstFailure(where: { values[$0].magnitude > 1 }) == nil else {
      throw SQLError(.numericOutOfRange, "input is out of range")
    }
  }

  private func power() throws -> Column {
    let (l, r) = (try first.doubles, try second.doubles)
    let (leftMask, rightMask) = (first.indexMask, second.indexMask)
    let values = zipped(l, leftMask, r, rightMask, count: count) { pow($0, $1) }
    let undefined = firstFailure { row in
      let (base, exponent) = (l[row & leftMask], r[row & rightMask])
      return base == 0 && exponent < 0 || base < 0 && exponent.isFinite && exponent != exponent.rounded()
    }
    guard undefined == nil else { throw SQLError(SQLState("2201F"), "invalid argument for power function") }
    try checkFinite(values) { l[$0 & leftMask].isFinite && r[$0 & rightMask].isFinite }
    return column(values)
  }

  // MARK: Rounding

  /// ROUND, TRUNC(x, places), CEIL, FLOOR, SIGN over integers, decimals and doubles.
  func rounding(_ function: RoundingFunction) throws -> Column {
    switch first.type {
    case .smallint, .integer, .bigint: try roundedIntegers(function)
    case .decimal: try roundedDecimals(function)
    default: try roundedDoubles(function)
    }
  }

  private func roundedIntegers(_ function: RoundingFunction) throws -> Column {
    let values = try first.ints
    switch function {
    case .sign: return column(mapped(values, count: count) { $0.signum() })
    case .ceiling, .floor: return column(values)
    case .round, .truncate:
      let mode: DecimalRounding = function == .round ? .halfAwayFromZero : .truncate
      let range = type.integerRange
      return column(
        try checkedZip(values, second.ints, zero: 0) { value, places in
          guard places < 0 else { return value }
          guard places > -20, let cut = cutDecimal(Int128(value), 0, Int(places), 0, mode) else { return 0 }
          return Int64(exactly: cut).flatMap { range.contains($0) ? $0 : nil }
        })
    }
  }

  private func roundedDecimals(_ function: RoundingFunction) throws -> Column {
    let values = try first.int128s
    let (from, to) = (first.type.scale, type.scale)
    switch function {
    case .sign: return column(mapped(values, count: count) { Int128($0.signum()) })
    case .ceiling, .floor:
      let isCeiling = function == .ceiling
      let ten = PowersOfTen.int128(from)
      return column(
        mapped(values, count: count) { value in
          let (whole, rest) = value.quotientAndRemainder(dividingBy: ten)
          return isCeiling ? (rest > 0 ? whole + 1 : whole) : (rest < 0 ? whole - 1 : whole)
        })
    case .round, .truncate:
      let mode: DecimalRounding = function == .round ? .halfAwayFromZero : .truncate
      let precision = type.precision
      let results = try checkedZip(values, second.ints, zero: 0) { value, places -> Int128? in
        let places = Int(max(-39, min(Int64(from), places)))
        guard let cut = cutDecimal(value, from, places, to, mode) else { return nil }
        return DecimalArithmetic.fits(cut, precision: precision) ? cut : nil
      }
      return column(results)
    }
  }

  private func roundedDoubles(_ function: RoundingFunction) throws -> Column {
    let values = try first.doubles
    switch function {
    case .sign: return column(mapped(values, count: count) { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 })
    case .ceiling: return column(mapped(values, count: count) { $0.rounded(.up) })
    case .floor: return column(mapped(values, count: count) { $0.rounded(.down) })
    case .round, .truncate:
      let rule: FloatingPointRoundingRule = function == .round ? .toNearestOrAwayFromZero : .towardZero
      guard arguments.count == 2 else { return column(mapped(values, count: count) { $0.rounded(rule) }) }
      return column(
        zipped(values, first.indexMask, try second.ints, second.indexMask, count: count) { value, places in
          if places == 0 { return value.rounded(rule) }
          let ten = pow(10, Double(max(-400, min(400, places))))
          let scaled = value * ten
          return scaled.isFinite && ten.isFinite && ten > 0 ? scaled.rounded(rule) / ten : (places > 0 ? value : 0)
        })
    }
  }
}

/// A decimal cut to `places` (may be negative), with scale `to`.
private func cutDecimal(
  _ value: Int128, _ from: Int, _ places: Int, _ to: Int, _ mode: DecimalRounding
) -> Int128? {
  guard let cut = DecimalArithmetic.rescale(value, from: from, to: places, rounding: mode) else { return nil }
  return DecimalArithmetic.rescale(cut, from: places, to: to)
}
