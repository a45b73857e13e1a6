import Columnar
import Planning
import SQLTypes

/// Arithmetic on decimals, each operand with a scale of its own (sql.md 2.2).
///
/// Up to 18 digits of result nothing can overflow 64 bits: one multiplication a row at most. Beyond, 128 bits.
extension KernelCall {
  func decimalArithmetic(_ function: ArithmeticFunction) throws -> Column {
    if let compact = CompactDecimals(self)?.arithmetic(function) { return compact }
    return switch function {
    case .add: try decimalSum(isSum: true)
    case .subtract: try decimalSum(isSum: false)
    case .multiply: try decimalProduct()
    case .divide: try decimalQuotient()
    case .modulo: try decimalRemainder()
    }
  }

  private var shapes: (left: Int, right: Int, precision: Int, scale: Int) {
    (first.type.scale, second.type.scale, type.precision, type.scale)
  }

  private var isNarrow: Bool {
    type.precision <= 18 && first.type.physical == .int64 && second.type.physical == .int64
  }

  private func decimalSum(isSum: Bool) throws -> Column {
    let shape = shapes
    if isNarrow {
      let leftTen = PowersOfTen.int64(shape.scale - shape.left)
      let rightTen =
        isSum ? PowersOfTen.int64(shape.scale - shape.right) : -PowersOfTen.int64(shape.scale - shape.right)
      let (l, r) = (try first.ints, try second.ints)
      return column(
        zipped(l, first.indexMask, r, second.indexMask, count: count) { $0 &* leftTen &+ $1 &* rightTen })
    }
    return try wideDecimal { left, right in
      guard let l = DecimalArithmetic.rescale(left, from: shape.left, to: shape.scale),
        let r = DecimalArithmetic.rescale(right, from: shape.right, to: shape.scale)
      else { return nil }
      let (value, overflow) = isSum ? l.addingReportingOverflow(r) : l.subtractingReportingOverflow(r)
      return overflow ? nil : value
    }
  }

  private func decimalProduct() throws -> Column {
    let shape = shapes
    if isNarrow && shape.scale == shape.left + shape.right {
      return column(
        zipped(try first.ints, first.indexMask, try second.ints, second.indexMask, count: count) { $0 &* $1 })
    }
    return try wideDecimal {
      DecimalArithmetic.multiply($0, $1, from: shape.left + shape.right, scale: shape.scale)
    }
  }

  private func checkDivisors(_ function: ArithmeticFunction) throws {
    let divisors = try second.int128s
    let mask = second.indexMask
    if firstFailure(where: { divisors[$0 & mask] == 0 }) != nil { throw divisionByZero(function.rawValue) }
  }

  private func decimalQuotient() throws -> Column {
    try checkDivisors(.divide)
    let shape = shapes
    return try wideDecimal {
      DecimalArithmetic.divide($0, scale: shape.left, by: $1, scale: shape.right, resultScale: shape.scale)
    }
  }

  private func decimalRemainder() throws -> Column {
    try checkDivisors(.modulo)
    let shape = shapes
    return try wideDecimal { left, right in
      guard let l = DecimalArithmetic.rescale(left, from: shape.left, to: shape.scale),
        let r = DecimalArithmetic.rescale(right, from: shape.right, to: shape.scale), r != 0
      else { return nil }
      return r == -1 ? 0 : l % r
    }
  }

  /// nil from `body` is an overflow, as is a value beyond the result's precision; a row that is NULL may be either.
  private func wideDecimal(_ body: (Int128, Int128) -> Int128?) throws -> Column {
    let (l, r) = (try first.int128s, try second.int128s)
    let (leftMask, rightMask) = (first.indexMask, second.indexMask)
    let precision = type.precision
    var failed: UInt8 = 0
    let values = zipped(l, leftMask, r, rightMask, count: count) { left, right -> Int128 in
      guard let value = body(left, right), DecimalArithmetic.fits(value, precision: precision) else {
        failed = 1
        return 0
      }
      return value
    }
    if failed != 0 {
      let row = firstFailure { row in
        guard let value = body(l[row & leftMask], r[row & rightMask]) else { return true }
        return !DecimalArithmetic.fits(value, precision: precision)
      }
      if row != nil { throw SQLError.numericOverflow(type) }
    }
    return column(values)
  }
}

extension SQLError {
  /// A decimal beyond its type, in a computation or an explicit cast (sql.md part 5).
  static func numericOverflow(_ type: DataType) -> SQLError {
    .compute("Numeric data overflow (result precision)", code: 1058, context: type.description)
  }
}

extension DataType {
  /// Digits of a decimal, or of the decimal an integer becomes.
  var precision: Int { DecimalArithmetic.shape(self)?.precision ?? 0 }
  var scale: Int { DecimalArithmetic.shape(self)?.scale ?? 0 }
}
