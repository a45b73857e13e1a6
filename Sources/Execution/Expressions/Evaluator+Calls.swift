import Columnar
import Planning
import SQLTypes

extension Evaluator {
  func call(
    _ function: ScalarFunction, _ operands: [BoundExpression], _ type: DataType, _ batch: Batch
  ) throws -> Column {
    if let fused = try addScaledInterval(function, operands, type, batch) { return fused }
    let arguments = try operands.map { try evaluate($0, batch) }
    switch function {
    case .greatest, .least: return try extremum(function, arguments, type, batch.count)
    case .random: return Column(type, doubles: context.random.next(batch.count))
    default: break
    }
    if arguments.contains(where: \.isConstantNull) { return .constant(.null, type, count: batch.count) }
    guard arguments.allSatisfy(\.isConstant) else {
      let validity = arguments.reduce(Validity.allValid) { $1.isConstant ? $0 : $0.intersection($1.validity) }
      return try KernelCall(
        function: function, arguments: arguments, type: type, count: batch.count, validity: validity,
        isLiteral: false, context: context
      ).run()
    }
    let single = arguments.map { Column($0.type, count: 1, $0.storage, validity: $0.validity) }
    let result = try KernelCall(
      function: function, arguments: single, type: type, count: 1, validity: .allValid, isLiteral: true,
      context: context
    ).run()
    return Column(type, count: batch.count, result.storage, validity: result.validity, isConstant: true)
  }
}

extension KernelCall {
  /// Chooses the kernel family.
  func run() throws -> Column {
    switch function {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: try comparison()
    case .compare: try threeWayComparison()
    case .add, .subtract, .multiply, .divide, .modulo, .negate, .absolute: try arithmetic()
    case .bitAnd, .bitOr, .bitXor, .bitNot, .shiftLeft, .shiftRight: try bits()
    case .addDays, .daysBetween, .addInterval, .timestampDifference, .multiplyInterval, .divideInterval, .dateAndTime:
      try datetimeArithmetic()
    case .extract, .datePart, .dateTruncate, .dateAdd, .dateDifference: try datePartKernel()
    case .addMonths, .lastDay, .nextDay, .monthsBetween, .convertTimezone, .atTimezone: try calendar()
    case .pi, .power, .squareRoot, .cubeRoot, .exponential, .naturalLogarithm, .logarithm10, .degrees, .radians, .sine,
      .cosine, .tangent, .cotangent, .arcSine, .arcCosine, .arcTangent, .arcTangent2:
      try mathematics()
    case .round, .truncate, .ceiling, .floor, .sign: try rounding()
    case .like, .likeIgnoringCase, .similarTo, .matchesRegex, .matchesRegexIgnoringCase: try patternMatch()
    case .regexCount, .regexPosition, .regexReplace, .regexSubstring: try regexKernel()
    case .md5, .sha1, .sha2, .fnvHash, .crc32: try hash()
    case .formatDatetime, .formatInterval, .formatNumber, .parseDate, .parseTimestamp, .parseNumber:
      try formatting()
    default: try function.isStringFunction ? stringKernel() : sessionValue()
    }
  }
}

extension ScalarFunction {
  fileprivate var isStringFunction: Bool {
    switch self {
    case .length, .octetLength, .position, .octetPosition, .characterCode, .left, .right, .substring, .trimBoth,
      .trimLeading, .trimTrailing, .splitPart, .concatenate, .lower, .upper, .initialCapitals, .reverse, .repeat,
      .replace, .translate, .padLeft, .padRight, .character, .quoteIdentifier, .quoteLiteral, .toHexadecimal, .soundex,
      .parseInteger, .soundexDifference:
      true
    default: false
    }
  }
}
