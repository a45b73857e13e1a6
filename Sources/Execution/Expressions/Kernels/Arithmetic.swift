import Columnar
import Planning
import SQLTypes

/// `+ - * / %`, negation and absolute value, by the physical type of the result.
extension KernelCall {
  func arithmetic(_ function: ArithmeticFunction) throws -> Column {
    switch type {
    case .smallint, .integer, .bigint: try integerArithmetic(function)
    case .decimal: try decimalArithmetic(function)
    case .interval, .intervalYearToMonth, .intervalDayToSecond: try intervalSum(isSum: function == .add)
    default: try floatArithmetic(function)
    }
  }

  // MARK: Integers

  private func integerArithmetic(_ function: ArithmeticFunction) throws -> Column {
    let (l, r) = (try first.ints, try second.ints)
    let (leftMask, rightMask) = (first.indexMask, second.indexMask)
    var failed: UInt8 = 0
    let range = type.integerRange
    let values: [Int64]
    switch function {
    case .add:
      values = zipped(l, leftMask, r, rightMask, count: count) { left, right in
        let (value, overflow) = left.addingReportingOverflow(right)
        failed |= flag(overflow || value < range.lowerBound || value > range.upperBound)
        return value
      }
    case .subtract:
      values = zipped(l, leftMask, r, rightMask, count: count) { left, right in
        let (value, overflow) = left.subtractingReportingOverflow(right)
        failed |= flag(overflow || value < range.lowerBound || value > range.upperBound)
        return value
      }
    case .multiply:
      values = zipped(l, leftMask, r, rightMask, count: count) { left, right in
        let (value, overflow) = left.multipliedReportingOverflow(by: right)
        failed |= flag(overflow || value < range.lowerBound || value > range.upperBound)
        return value
      }
    case .divide where rightMask == 0 && r[0] > 0:
      values = dividedByConstant(l, r[0])
    case .divide:
      values = zipped(l, leftMask, r, rightMask, count: count) { left, right in
        failed |= flag(right == 0 || right == -1 && left == range.lowerBound)
        return right == 0 ? 0 : left.dividedReportingOverflow(by: right).partialValue
      }
    case .modulo where rightMask == 0 && r[0] > 0:
      let divisor = r[0]
      values =
        ConstantDivisor(divisor)?.remainders(of: l, count: count) ?? mapped(l, count: count) { $0 % divisor }
    case .modulo:
      values = zipped(l, leftMask, r, rightMask, count: count) { left, right in
        failed |= flag(right == 0)
        return right == 0 || right == -1 ? 0 : left % right
      }
    }
    if failed != 0 { try reportInteger(function, l, leftMask, r, rightMask) }
    return column(values)
  }

  /// Common divisors are compiled in, which turns the division into a multiplication (`ts / 1000`).
  private func dividedByConstant(_ values: [Int64], _ divisor: Int64) -> [Int64] {
    switch divisor {
    case 1000: mapped(values, count: count) { $0 / 1000 }
    case 60: mapped(values, count: count) { $0 / 60 }
    case 1_000_000: mapped(values, count: count) { $0 / 1_000_000 }
    default: mapped(values, count: count) { $0 / divisor }
    }
  }

  /// Throws for the first row that counts and fails; returns if only NULL rows did.
  private func reportInteger(
    _ function: ArithmeticFunction, _ l: [Int64], _ leftMask: Int, _ r: [Int64], _ rightMask: Int
  ) throws {
    let range = type.integerRange
    let row = firstFailure { row in
      let (left, right) = (l[row & leftMask], r[row & rightMask])
      let (value, overflow) =
        switch function {
        case .add: left.addingReportingOverflow(right)
        case .subtract: left.subtractingReportingOverflow(right)
        case .multiply: left.multipliedReportingOverflow(by: right)
        case .modulo: (Int64(0), right == 0)
        case .divide: left.dividedReportingOverflow(by: right)
        }
      return overflow || !range.contains(value)
    }
    guard let row else { return }
    if (function == .divide || function == .modulo) && r[row & rightMask] == 0 {
      throw divisionByZero(function.rawValue)
    }
    throw SQLError(.numericOutOfRange, "\(type.familyName) out of range")
  }

  /// The leader node's words for constants, a compute node's for data (sql.md part 5).
  func divisionByZero(_ function: String) -> SQLError {
    if isLiteral { return SQLError(.divisionByZero, "division by zero") }
    var error = SQLError.compute("Divide by zero", code: 8001, context: "\(function) of \(type)")
    error.state = .divisionByZero
    error.hint = "NULLIF(divisor, 0) makes the result of such rows NULL."
    return error
  }

  // MARK: Floats

  private func floatArithmetic(_ function: ArithmeticFunction) throws -> Column {
    let (l, r) = (try first.doubles, try second.doubles)
    let (leftMask, rightMask) = (first.indexMask, second.indexMask)
    var values: [Double]
    switch function {
    case .add: values = zipped(l, leftMask, r, rightMask, count: count) { $0 + $1 }
    case .subtract: values = zipped(l, leftMask, r, rightMask, count: count) { $0 - $1 }
    case .multiply: values = zipped(l, leftMask, r, rightMask, count: count) { $0 * $1 }
    case .divide: values = zipped(l, leftMask, r, rightMask, count: count) { $0 / $1 }
    case .modulo:
      values = zipped(l, leftMask, r, rightMask, count: count) { $0.truncatingRemainder(dividingBy: $1) }
    }
    if function == .divide || function == .modulo {
      if firstFailure(where: { r[$0 & rightMask] == 0 }) != nil { throw divisionByZero(function.rawValue) }
    }
    if type == .real { values = mapped(values, count: count) { Double(Float($0)) } }
    try checkFinite(values) { l[$0 & leftMask].isFinite && r[$0 & rightMask].isFinite }
    return column(values)
  }

  /// An infinity or NaN out of finite operands is an overflow; `isFinite` says of a row whether its operands were.
  func checkFinite(_ values: [Double], _ isFinite: (Int) -> Bool) throws {
    var sum = 0.0
    for value in values { sum += value * 0 }
    if sum == 0 { return }
    guard firstFailure(where: { !values[$0].isFinite && isFinite($0) }) != nil else { return }
    throw SQLError(.numericOutOfRange, "value out of range: overflow")
  }

  // MARK: One operand

  func unaryArithmetic(_ function: UnaryFunction) throws -> Column {
    switch first.storage {
    case .ints(let values):
      let range = type.isInteger ? type.integerRange : Int64.min + 1...Int64.max
      if firstFailure(where: { values[$0] == range.lowerBound && type.isInteger }) != nil && type != .bigint
        || firstFailure(where: { values[$0] == .min }) != nil
      {
        throw SQLError(.numericOutOfRange, "\(type.familyName) out of range")
      }
      return function == .negate
        ? column(mapped(values, count: count) { 0 &- $0 })
        : column(mapped(values, count: count) { $0 < 0 ? 0 &- $0 : $0 })
    case .int128s(let values):
      return function == .negate
        ? column(mapped(values, count: count) { 0 &- $0 })
        : column(mapped(values, count: count) { $0 < 0 ? 0 &- $0 : $0 })
    case .intervals(let values):
      return column(
        mapped(values, count: count) { Interval(months: 0 &- $0.months, microseconds: 0 &- $0.microseconds) })
    default:
      let values = try first.doubles
      return function == .negate
        ? column(mapped(values, count: count) { -$0 }) : column(mapped(values, count: count) { $0.magnitude })
    }
  }

  // MARK: Intervals

  private func intervalSum(isSum: Bool) throws -> Column {
    let (l, r) = (try first.intervals, try second.intervals)
    let (leftMask, rightMask) = (first.indexMask, second.indexMask)
    var failed: UInt8 = 0
    let values = zipped(l, leftMask, r, rightMask, count: count) { left, right in
      let (months, monthsOverflow) =
        isSum
        ? left.months.addingReportingOverflow(right.months) : left.months.subtractingReportingOverflow(right.months)
      let (microseconds, overflow) =
        isSum
        ? left.microseconds.addingReportingOverflow(right.microseconds)
        : left.microseconds.subtractingReportingOverflow(right.microseconds)
      failed |= flag(monthsOverflow || overflow)
      return Interval(months: months, microseconds: microseconds)
    }
    if failed != 0 { throw SQLError(.datetimeOverflow, "interval out of range") }
    return column(values)
  }

  // MARK: Bits

  func bits(_ function: BitFunction) throws -> Column {
    let l = try first.ints
    let r = try arguments[arguments.count - 1].ints
    let (leftMask, rightMask) = (first.indexMask, arguments[arguments.count - 1].indexMask)
    let width = type.bitWidth
    switch function {
    case .not: return column(mapped(l, count: count) { ~$0 })
    case .and: return column(zipped(l, leftMask, r, rightMask, count: count) { $0 & $1 })
    case .or: return column(zipped(l, leftMask, r, rightMask, count: count) { $0 | $1 })
    case .exclusiveOr: return column(zipped(l, leftMask, r, rightMask, count: count) { $0 ^ $1 })
    case .shiftLeft:
      return column(
        zipped(l, leftMask, r, rightMask, count: count) { signExtended($0 &<< ($1 & (width - 1)), width: width) })
    case .shiftRight:
      return column(zipped(l, leftMask, r, rightMask, count: count) { $0 &>> ($1 & (width - 1)) })
    }
  }
}

@inline(__always)
func flag(_ condition: Bool) -> UInt8 { condition ? 1 : 0 }

/// The lowest `width` bits as a signed number.
private func signExtended(_ value: Int64, width: Int64) -> Int64 {
  let unused = 64 - width
  return (value &<< unused) &>> unused
}

extension DataType {
  fileprivate var bitWidth: Int64 {
    switch self {
    case .smallint: 16
    case .integer: 32
    default: 64
    }
  }
}
