import Columnar
import Planning
import SQLTypes

/// Decimals of more than 18 digits computed in words of 64 bits, where the values of this batch leave room: types grow
/// with every operation, values seldom do.
///
/// ```
/// price * (1 - discount) * (1 + tax)      DECIMAL(15,2) each: a type of 38 digits, values of 12
/// ```
/// The result is compact: a column of a wide type in the storage of a narrow one. Only arithmetic and sums take such
/// columns (`Evaluator.evaluateCompact`); `Column.wide` makes one that everybody takes. The sum of a product costs a
/// third so.
struct CompactDecimals {
  private let left: [Int64]
  private let right: [Int64]
  private let call: KernelCall

  /// Nil where the result is narrow by its type, or an operand is too wide.
  init?(_ call: KernelCall) {
    guard call.type.precision > 18, case .ints(let left) = call.first.storage,
      case .ints(let right) = call.second.storage
    else { return nil }
    (self.left, self.right, self.call) = (left, right, call)
  }

  /// Nil where a value might not fit, and where a divisor is 0.
  func arithmetic(_ function: ArithmeticFunction) -> Column? {
    switch function {
    case .add: sum(sign: 1)
    case .subtract: sum(sign: -1)
    case .multiply: product()
    case .divide: quotient()
    case .modulo: nil
    }
  }

  /// Rounded half away from zero, as `DecimalArithmetic.divide` does.
  private func quotient() -> Column? {
    let shift = call.type.scale - call.first.type.scale + call.second.type.scale
    guard 0...18 ~= shift, !right.contains(0), Self.bound(left, times: PowersOfTen.int64(shift).magnitude) != nil else {
      return nil
    }
    let ten = PowersOfTen.int64(shift)
    return column { left, right in
      let (whole, rest) = (left &* ten).quotientAndRemainder(dividingBy: right)
      guard rest.magnitude >= right.magnitude &- rest.magnitude else { return whole }
      return (left < 0) == (right < 0) ? whole &+ 1 : whole &- 1
    }
  }

  private func sum(sign: Int64) -> Column? {
    let (leftShift, rightShift) = (call.type.scale - call.first.type.scale, call.type.scale - call.second.type.scale)
    guard 0...18 ~= leftShift, 0...18 ~= rightShift else { return nil }
    let (leftTen, rightTen) = (PowersOfTen.int64(leftShift), PowersOfTen.int64(rightShift))
    guard let l = Self.bound(left, times: leftTen.magnitude), let r = Self.bound(right, times: rightTen.magnitude),
      l + r <= UInt64(Int64.max)
    else { return nil }
    let signedTen = sign &* rightTen
    return column { $0 &* leftTen &+ $1 &* signedTen }
  }

  private func product() -> Column? {
    guard call.type.scale == call.first.type.scale + call.second.type.scale,
      let r = Self.bound(right, times: 1), Self.bound(left, times: r) != nil
    else { return nil }
    return column { $0 &* $1 }
  }

  @inline(__always)
  private func column(_ body: (Int64, Int64) -> Int64) -> Column {
    let values = zipped(left, call.first.indexMask, right, call.second.indexMask, count: call.count, body)
    return Column(call.type, ints: values, validity: call.validity)
  }

  /// What no value's magnitude times `factor` exceeds; nil beyond 2^63 - 1.
  private static func bound(_ values: [Int64], times factor: UInt64) -> UInt64? {
    let (bound, overflow) = values.magnitudeBound.multipliedReportingOverflow(by: factor)
    return overflow || bound > UInt64(Int64.max) ? nil : bound
  }
}

extension [Int64] {
  /// At least every element's magnitude, and at most twice the largest one.
  var magnitudeBound: UInt64 {
    UInt64(bitPattern: reduce(0) { $0 | ($1 ^ $1 >> 63) }) + 1
  }
}

extension Evaluator {
  /// The expression's value for every row, decimals compact where they may be.
  func evaluateCompact(_ expression: BoundExpression, _ batch: Batch) throws -> Column {
    guard case .call(let function, let operands, let type) = expression, batch.count > 0 else {
      return try evaluate(expression, batch)
    }
    return try call(function, operands, type, batch)
  }
}

extension Column {
  /// Compact decimals in the storage of their type; any other column as it is.
  var wide: Column {
    guard case .ints(let values) = storage, type.physical == .int128 else { return self }
    let storage = Storage.int128s(mapped(values, count: values.count) { Int128($0) })
    return Column(type, count: count, storage, validity: validity, isConstant: isConstant)
  }
}
