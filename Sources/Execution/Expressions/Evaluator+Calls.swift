import Columnar
import Planning
import SQLTypes

extension Evaluator {
  /// The call's value for every row; decimals may be compact (`CompactDecimals`).
  func call(
    _ function: ScalarFunction, _ operands: [BoundExpression], _ type: DataType, _ batch: Batch
  ) throws -> Column {
    if function.isStrict, let null = try foldedNull(operands, type, batch) { return null }
    if let fused = try addScaledInterval(function, operands, type, batch) { return fused }
    let arguments = try operands.map { try function.isArithmetic ? evaluateCompact($0, batch) : evaluate($0, batch) }
    if function.isStrict, arguments.contains(where: \.isConstantNull) {
      return .constant(.null, type, count: batch.count)
    }
    guard !function.isVolatile, arguments.allSatisfy(\.isConstant) else {
      let validity = arguments.reduce(Validity.allValid) { $1.isConstant ? $0 : $0.intersection($1.validity) }
      return try KernelCall(
        arguments: arguments, type: type, count: batch.count, validity: validity, isLiteral: false, context: context
      ).run(function)
    }
    let single = arguments.map { Column($0.type, count: 1, $0.storage, validity: $0.validity) }
    let result = try KernelCall(
      arguments: single, type: type, count: 1, validity: .allValid, isLiteral: true, context: context
    ).run(function)
    return Column(type, count: batch.count, result.storage, validity: result.validity, isConstant: true)
  }
}

extension Evaluator {
  /// A strict function of NULL is NULL, whatever a row would give: `a / 0 + NULL` is not computed. Constants are, as
  /// the planner of PostgreSQL 8 folds them: `1 / 0 + NULL` fails. nil where no operand is NULL as written.
  func foldedNull(_ operands: [BoundExpression], _ type: DataType, _ batch: Batch) throws -> Column? {
    guard operands.contains(where: \.isNullLiteral) else { return nil }
    for operand in operands where !operand.isNullLiteral && !operand.dependsOnRow { _ = try evaluate(operand, batch) }
    return .constant(.null, type, count: batch.count)
  }
}

extension ScalarFunction {
  fileprivate var isArithmetic: Bool { if case .arithmetic = self { true } else { false } }
}

extension KernelCall {
  /// The kernel of the function: a family's own dispatch is beside its kernels.
  func run(_ function: ScalarFunction) throws -> Column {
    switch function {
    case .comparison(let function): try comparison(function)
    case .arithmetic(let function): try arithmetic(function)
    case .unary(let function): try unaryArithmetic(function)
    case .bits(let function): try bits(function)
    case .mathematics(let function): try mathematics(function)
    case .rounding(let function): try rounding(function)
    case .extremum(let function): try extremum(function)
    case .datetimeArithmetic(let function): try datetimeArithmetic(function)
    case .calendar(let function): try calendar(function)
    case .datePart(let function): try datePart(function)
    case .template(let function): try template(function)
    case .string(let function): try string(function)
    case .varbyte(let function): try varbyte(function)
    case .sketch(let function): try sketch(function)
    case .pattern(let function): try pattern(function)
    case .regex(let function): try regex(function)
    case .hash(let function): try hash(function)
    case .json(let function): try json(function)
    case .superValue(let function): try superValue(function)
    case .session(let function): try sessionValue(function)
    case .volatile(let function): try volatile(function)
    case .array(let function): try array(function)
    case .catalog(let function): try catalog(function)
    case .quantifier(let quantifier): try quantified(quantifier)
    }
  }

  private func volatile(_ function: VolatileFunction) throws -> Column {
    switch function {
    case .random: Column(type, doubles: context.random.next(count))
    case .timeOfDay: try timeOfDay()
    case .cancelBackend: try signal(context.commands.cancel)
    case .terminateBackend: try signal(context.commands.terminate)
    case .setConfig: try setConfig()
    }
  }
}
