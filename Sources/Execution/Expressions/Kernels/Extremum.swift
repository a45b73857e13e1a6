import Columnar
import Planning
import SQLTypes

extension KernelCall {
  /// GREATEST and LEAST: NULLs are ignored; NULL only where all operands are (sql.md 2.6).
  func extremum(_ function: ExtremumFunction) throws -> Column {
    var best = first.retyped(type)
    for argument in arguments.dropFirst() {
      let better = try betterRows(argument, than: best, function)
      best = Column.concatenate([best, argument.retyped(type)]).gather(
        (0..<count).map { UInt32($0 + (better[$0] ? count : 0)) })
    }
    return best
  }

  private func betterRows(_ candidate: Column, than best: Column, _ function: ExtremumFunction) throws -> [Bool] {
    let comparison: ComparisonFunction =
      switch function {
      case .greatest: .greater
      case .least: .less
      }
    let call = KernelCall(
      arguments: [candidate, best], type: .boolean, count: count, validity: .allValid, isLiteral: isLiteral,
      context: context)
    let isBetter = try call.comparison(comparison).bools
    return (0..<count).map { candidate.isValid($0) && (!best.isValid($0) || isBetter[$0]) }
  }
}
