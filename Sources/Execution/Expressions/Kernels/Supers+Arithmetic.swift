import Columnar
import Formats
import Planning
import SQLTypes

/// Arithmetic on SUPER values, by the types they have in their rows (AWS documentation, "Operators and functions"):
/// NULL for what is no number, decimals with the scales that decimal types would have, floating-point where one side
/// is, and `+` of two strings puts them together. Overflow and a zero divisor are errors.
extension KernelCall {
  func superArithmetic(_ function: SuperFunction) throws -> Column {
    let (left, right) = (try superOperand(0), try superOperand(1))
    return try supers { row, output throws(SQLError) in
      let (l, r) = (left.value(row), right.value(row))
      if function == .add, l.kind == .string, r.kind == .string {
        output += left.reader.json(of: l).dropLast()
        output += right.reader.json(of: r).dropFirst()
        return true
      }
      guard let a = left.number(l), let b = right.number(r) else { return false }
      try compute(function, a, b).write(into: &output)
      return true
    }
  }

  private func compute(
    _ function: SuperFunction, _ left: SuperNumber, _ right: SuperNumber
  ) throws(SQLError) -> SuperNumber {
    guard case .decimal(let l, let leftScale, let leftDigits) = left,
      case .decimal(let r, let rightScale, let rightDigits) = right
    else { return .double(try compute(function, left.double, right.double)) }
    if function == .divide || function == .modulo, r == 0 { throw divisionByZero(function.rawValue) }
    let type = DecimalArithmetic.resultType(
      function.operation, .decimal(precision: max(leftDigits, leftScale), scale: leftScale),
      .decimal(precision: max(rightDigits, rightScale), scale: rightScale))
    guard case .decimal(_, let scale)? = type,
      let value = decimal(function, l, leftScale, r, rightScale, scale), DecimalArithmetic.fits(value, precision: 38)
    else { throw SQLError.numericOverflow(.decimal(precision: 38, scale: max(leftScale, rightScale))) }
    return .decimal(value, scale: scale)
  }

  /// nil for an overflow.
  private func decimal(
    _ function: SuperFunction, _ left: Int128, _ leftScale: Int, _ right: Int128, _ rightScale: Int, _ scale: Int
  ) -> Int128? {
    switch function {
    case .multiply: return DecimalArithmetic.multiply(left, right, from: leftScale + rightScale, scale: scale)
    case .divide:
      return DecimalArithmetic.divide(left, scale: leftScale, by: right, scale: rightScale, resultScale: scale)
    default: break
    }
    guard let l = DecimalArithmetic.rescale(left, from: leftScale, to: scale),
      let r = DecimalArithmetic.rescale(right, from: rightScale, to: scale)
    else { return nil }
    if function == .modulo { return r == -1 ? 0 : l % r }
    let (value, overflow) = function == .add ? l.addingReportingOverflow(r) : l.subtractingReportingOverflow(r)
    return overflow ? nil : value
  }

  private func compute(_ function: SuperFunction, _ left: Double, _ right: Double) throws(SQLError) -> Double {
    switch function {
    case .add: return left + right
    case .subtract: return left - right
    case .multiply: return left * right
    default:
      guard right != 0 else { throw divisionByZero(function.rawValue) }
      return function == .divide ? left / right : left.truncatingRemainder(dividingBy: right)
    }
  }

  /// `-x`, ABS, FLOOR, CEIL, ROUND, TRUNC: ABS keeps the scale, the others end at the point or at the places asked for.
  func superMathematics(_ function: SuperFunction) throws -> Column {
    let operand = try superOperand(0)
    let (places, mask) = arguments.count > 1 ? try intValues(1) : ([0], 0)
    return try supers { row, output throws(SQLError) in
      guard let number = operand.number(operand.value(row)) else { return false }
      let kept = Int(max(-38, min(places[row & mask], 38)))
      guard let result = number.applying(function, places: kept) else {
        throw SQLError.numericOverflow(.decimal(precision: 38, scale: number.scale))
      }
      result.write(into: &output)
      return true
    }
  }
}

extension SuperFunction {
  fileprivate var operation: DecimalArithmetic.Operation {
    switch self {
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .modulo: .modulo
    default: .add
    }
  }
}

extension SuperNumber {
  /// nil for an overflow.
  fileprivate func applying(_ function: SuperFunction, places: Int) -> SuperNumber? {
    switch self {
    case .double(let value): .double(Self.apply(function, value, places))
    case .decimal(let value, let scale, _):
      switch function {
      case .negate: .decimal(-value, scale: scale)
      case .absolute: value < 0 ? .decimal(-value, scale: scale) : self
      default: Self.cut(function, value, scale, places)
      }
    }
  }

  private static func cut(_ function: SuperFunction, _ value: Int128, _ scale: Int, _ places: Int) -> SuperNumber? {
    guard places < scale else { return .decimal(value, scale: scale) }
    let rounding = function == .round ? DecimalRounding.halfAwayFromZero : .truncate
    guard var whole = DecimalArithmetic.rescale(value, from: scale, to: places, rounding: rounding),
      let back = DecimalArithmetic.rescale(whole, from: places, to: scale)
    else { return nil }
    if function == .floor, back > value { whole -= 1 }
    if function == .ceiling, back < value { whole += 1 }
    if places >= 0 { return .decimal(whole, scale: places) }
    return DecimalArithmetic.rescale(whole, from: places, to: 0).map { .decimal($0, scale: 0) }
  }

  private static func apply(_ function: SuperFunction, _ value: Double, _ places: Int) -> Double {
    let ten = places == 0 ? 1 : Double("1e\(places)") ?? 1
    return switch function {
    case .negate: -value
    case .absolute: value.magnitude
    case .floor: value.rounded(.down)
    case .ceiling: value.rounded(.up)
    case .round: (value * ten).rounded(.toNearestOrAwayFromZero) / ten
    default: (value * ten).rounded(.towardZero) / ten
    }
  }
}
