import Columnar
import Planning
import SQLTypes

extension Evaluator {
  /// GREATEST and LEAST: NULLs are ignored; NULL only where all operands are (sql.md 2.6).
  func extremum(
    _ function: ScalarFunction, _ arguments: [Column], _ type: DataType, _ count: Int
  ) throws -> Column {
    var best = arguments[0].retyped(type)
    for argument in arguments.dropFirst() {
      let better = try betterRows(argument, than: best, function, count)
      best = Column.concatenate([best, argument.retyped(type)]).gather(
        (0..<count).map { UInt32($0 + (better[$0] ? count : 0)) })
    }
    return best
  }

  private func betterRows(
    _ candidate: Column, than best: Column, _ function: ScalarFunction, _ count: Int
  ) throws -> [Bool] {
    let comparison = KernelCall(
      function: function == .greatest ? .greater : .less, arguments: [candidate, best], type: .boolean, count: count,
      validity: .allValid, isLiteral: false, context: context)
    let isBetter = try comparison.comparison().bools
    return (0..<count).map { candidate.isValid($0) && (!best.isValid($0) || isBetter[$0]) }
  }
}
