import Columnar
import Execution
import Planning
import SQLTypes
import TestSupport
import Testing

/// Conditions on packed columns, which are answered by their offsets, against the rows one by one.
@Suite struct PackedRangesTests {
  private static let evaluator = Evaluator(context: Expressions.context)

  /// Of bytes, shorts and words above a base, with NULLs or without; of some rows, so that bounds are wider than values.
  private static func column(
    _ random: inout SeededGenerator, count: Int
  ) -> (column: Column, base: Int64, span: Int64) {
    let spans: [Int64] = [0, 200, 60_000, 3_000_000_000]
    let span = spans.randomElement(using: &random) ?? 0
    let bases: [Int64] = [0, -100, 1 << 40, .min, .max - span]
    let base = bases.randomElement(using: &random) ?? 0
    var values = [base, base + span]
    while values.count < 2 * count { values.append(base + Int64.random(in: 0...span, using: &random)) }
    let isNullable = Bool.random(using: &random)
    let isValid = values.map { _ in !isNullable || Int.random(in: 0..<4, using: &random) > 0 }
    let packed = Column(.bigint, ints: values, validity: Validity(valid: isValid)).packed
    return (packed.gather((0..<UInt32(count)).map { $0 * 2 }), base, span)
  }

  /// At, beside and beyond the bounds, and between them.
  private static func constant(_ base: Int64, _ span: Int64, _ random: inout SeededGenerator) -> Int64 {
    let near: [Int64] = [base, base &- 1, base &+ 1, base &+ span, base &+ span &+ 1, .min, .max, 0]
    return Bool.random(using: &random)
      ? near.randomElement(using: &random) ?? 0 : base + Int64.random(in: 0...span, using: &random)
  }

  private static func holds(_ function: ComparisonFunction, _ left: Int64, _ right: Int64) -> Bool {
    switch function {
    case .equal: left == right
    case .notEqual: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }

  @Test(arguments: ComparisonFunction.allCases)
  func rowsAreThoseThatCompareSo(_ function: ComparisonFunction) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<400 {
      let count = Int.random(in: 1...70, using: &random)
      let (column, base, span) = Self.column(&random, count: count)
      let limits = (0..<2).map { _ in Self.constant(base, span, &random) }
      let isMirrored = Bool.random(using: &random)
      let isComputed = Bool.random(using: &random)
      let conditions = try limits.map { limit in
        let literal = BoundExpression.constant(.int(limit), .bigint)
        let sum = try FunctionCatalog.resolve(
          .add, .constant(.int(limit / 2), .bigint), .constant(.int(limit - limit / 2), .bigint))
        let operands = [BoundExpression.column(0, .bigint), isComputed ? sum : literal]
        return BoundExpression.call(.comparison(function), isMirrored ? operands.reversed() : operands, .boolean)
      }
      for used in [Array(conditions.prefix(1)), conditions] {
        let wanted = (0..<count).filter { row in
          guard case .int(let value) = column.value(row) else { return false }
          return limits.prefix(used.count).allSatisfy {
            isMirrored ? Self.holds(function, $0, value) : Self.holds(function, value, $0)
          }
        }
        let condition = used.count == 1 ? used[0] : .and(used)
        let found = try Self.evaluator.select(condition, Batch([column], count: count))
        #expect((found ?? (0..<count).map { UInt32($0) }) == wanted.map { UInt32($0) }, "seed \(seed): \(condition)")
      }
    }
  }
}
