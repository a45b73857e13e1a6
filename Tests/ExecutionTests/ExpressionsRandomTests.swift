import Columnar
import Execution
import Planning
import SQLSyntax
import SQLTypes
import TestSupport
import Testing

/// Random expressions over random batches: the column-at-a-time answer is that of each row on its own.
@Suite struct ExpressionsRandomTests {
  @Test(arguments: [UInt64(1), 2, 3, 20_181_115, UInt64.random(in: 0...UInt64.max)])
  func columnsAgreeWithRows(seed: UInt64) throws {
    var random = ExpressionGenerator(seed: seed)
    let evaluator = Evaluator(context: Expressions.context)
    for _ in 0..<300 {
      let spelledOut = random.batch(count: 1 + random.below(40))
      let batch = random.below(2) == 0 ? spelledOut.packed : spelledOut
      let expression = try random.expression(of: random.kind(), depth: 3, batch)
      let expected = (0..<batch.count).map { row in
        outcome { try evaluator.evaluate(expression.at(row, of: batch), Batch([], count: 1)).value(0) }
      }
      let column = outcome { try evaluator.evaluate(expression, batch).values }
      let comment = Comment(rawValue: "seed \(seed): \(expression)")
      switch column {
      case .failure: #expect(expected.contains { if case .failure = $0 { true } else { false } }, comment)
      case .success(let values):
        #expect(values.count == batch.count, comment)
        for (row, value) in values.enumerated() {
          guard case .success(let wanted) = expected[row] else {
            Issue.record(Comment(rawValue: "seed \(seed), row \(row) fails alone: \(expected[row]) \(expression)"))
            continue
          }
          #expect(same(value, wanted), Comment(rawValue: "seed \(seed), row \(row): \(expression)"))
        }
      }
      guard expression.type == .boolean, case .success(let values) = column else { continue }
      let rows = try evaluator.select(expression, batch) ?? (0..<batch.count).map { UInt32($0) }
      #expect(rows == values.indices.filter { values[$0] == .bool(true) }.map { UInt32($0) }, comment)
    }
  }

  private func same(_ left: Value, _ right: Value) -> Bool {
    if case .double(let l) = left, case .double(let r) = right { return l == r || l.isNaN && r.isNaN }
    return left == right
  }

  private enum Outcome<Result> {
    case success(Result)
    case failure(String)
  }

  private func outcome<Result>(_ body: () throws -> Result) -> Outcome<Result> {
    do { return .success(try body()) } catch { return .failure("\(error)") }
  }
}

extension BoundExpression {
  /// The expression with the values of one row in place of its columns. What depends on a row beside a NULL as written
  /// is never computed, so NULL stands for it.
  fileprivate func at(_ row: Int, of batch: Batch) -> BoundExpression {
    rewritten { expression in
      switch expression {
      case .column(let index, let type): return .constant(batch.columns[index].value(row), type)
      case .call(let function, let operands, let type)
      where function.isStrict && operands.contains(where: \.isNullLiteral):
        return .call(function, operands.map { $0.readsColumn ? .constant(.null, $0.type) : $0 }, type)
      default: return nil
      }
    }
  }

  private var readsColumn: Bool { contains { if case .column = $0 { true } else { false } } }
}

/// Makes expressions that type-check, and batches for them, from a seed.
struct ExpressionGenerator {
  enum Kind: CaseIterable { case int, decimal, double, string, boolean, timestamp }

  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func below(_ limit: Int) -> Int { random.below(limit) }
  mutating func kind() -> Kind { Kind.allCases[below(Kind.allCases.count)] }

  func type(_ kind: Kind) -> DataType {
    switch kind {
    case .int: .integer
    case .decimal: .decimal(precision: 8, scale: 2)
    case .double: .double
    case .string: .varchar(20)
    case .boolean: .boolean
    case .timestamp: .timestamp
    }
  }

  mutating func value(_ kind: Kind) -> Value {
    switch kind {
    case .int: [.int(0), .int(1), .int(-3), .int(Int64(Int32.max)), .int(Int64(below(1000)))][below(5)]
    case .decimal: .int(Int64(below(2_000_000)) - 1_000_000)
    case .double: [.double(0), .double(-1.5), .double(Double(below(10_000)) / 8), .double(1e300)][below(4)]
    case .string: .string(["", "a", "a ", "Zoë", "12", "NextSong", "a longer text than twelve", " 7 "][below(8)])
    case .boolean: .bool(below(2) == 0)
    case .timestamp: .int(1_541_106_106_796_000 + Int64(below(1_000_000)) * 61_000_000)
    }
  }

  /// Two columns of each kind, in the order of the kinds; some with NULLs, some constant.
  mutating func batch(count: Int) -> Batch {
    var columns: [Column] = []
    for kind in Kind.allCases {
      for _ in 0..<2 {
        let hasNulls = below(2) == 0
        let values = (0..<count).map { _ in hasNulls && below(4) == 0 ? Value.null : value(kind) }
        let type = type(kind)
        columns.append(below(6) == 0 ? .constant(values[0], type, count: count) : Column(type, values: values))
      }
    }
    return Batch(columns, count: count)
  }

  private mutating func leaf(_ kind: Kind, _ batch: Batch) -> BoundExpression {
    let place = (Kind.allCases.firstIndex(of: kind) ?? 0) * 2 + below(2)
    if below(4) > 0 { return .column(place, batch.columns[place].type) }
    return .constant(below(8) == 0 ? .null : value(kind), type(kind))
  }

  mutating func expression(of kind: Kind, depth: Int, _ batch: Batch) throws -> BoundExpression {
    if depth == 0 || below(6) == 0 { return leaf(kind, batch) }
    if below(5) == 0 { return try conditional(kind, depth, batch) }
    switch kind {
    case .int: return try integer(depth, batch)
    case .decimal, .double: return try number(kind, depth, batch)
    case .string: return try string(depth, batch)
    case .boolean: return try condition(depth, batch)
    case .timestamp: return try moment(depth, batch)
    }
  }

  private mutating func conditional(_ kind: Kind, _ depth: Int, _ batch: Batch) throws -> BoundExpression {
    let first = try expression(of: kind, depth: depth - 1, batch)
    let second = try expression(of: kind, depth: depth - 1, batch)
    if below(2) == 0 { return try FunctionCatalog.resolve("coalesce", [first, second]) ?? first }
    let test = try expression(of: .boolean, depth: depth - 1, batch)
    return try FunctionCatalog.conditional(
      operand: nil, branches: [(condition: test, result: first)], otherwise: below(3) == 0 ? nil : second)
  }

  private mutating func arithmetic() -> BinaryOperator {
    [.add, .subtract, .multiply, .divide, .modulo][below(5)]
  }

  private mutating func integer(_ depth: Int, _ batch: Batch) throws -> BoundExpression {
    switch below(4) {
    case 0: return try call("len", [.string], depth, batch)
    case 1:
      return try call("extract", [], depth, batch, leading: ["hour", "day", "week", "month", "year", "dow"][below(6)])
    case 2: return try FunctionCatalog.cast(expression(of: .string, depth: depth - 1, batch), to: .integer, .attempt)
    default:
      return try FunctionCatalog.resolve(
        arithmetic(), expression(of: .int, depth: depth - 1, batch), expression(of: .int, depth: depth - 1, batch))
    }
  }

  private mutating func number(_ kind: Kind, _ depth: Int, _ batch: Batch) throws -> BoundExpression {
    let left = try expression(of: kind, depth: depth - 1, batch)
    let right = try expression(of: below(2) == 0 ? .int : kind, depth: depth - 1, batch)
    if below(5) == 0 { return try FunctionCatalog.resolve("round", [left]) ?? left }
    return try FunctionCatalog.resolve(arithmetic(), left, right)
  }

  private mutating func string(_ depth: Int, _ batch: Batch) throws -> BoundExpression {
    switch below(5) {
    case 0: return try call(["upper", "btrim", "md5", "reverse"][below(4)], [.string], depth, batch)
    case 1: return try call("substring", [.string, .int], depth, batch)
    case 2: return try call("nullif", [.string, .string], depth, batch)
    case 3:
      return try FunctionCatalog.cast(
        expression(of: [.int, .decimal, .double, .timestamp][below(4)], depth: 0, batch), to: .varchar(9), .explicit)
    default: return try call("concat", [.string, .int], depth, batch)
    }
  }

  private mutating func moment(_ depth: Int, _ batch: Batch) throws -> BoundExpression {
    let start = try expression(of: .timestamp, depth: depth - 1, batch)
    if below(2) == 0 {
      let unit: BoundExpression = .constant(.string(["month", "day", "minute"][below(3)]), .unknown)
      return try FunctionCatalog.resolve("dateadd", [unit, expression(of: .int, depth: depth - 1, batch), start])
        ?? start
    }
    let span = try FunctionCatalog.resolve(
      .multiply, expression(of: .int, depth: depth - 1, batch),
      .constant(.interval(Interval(microseconds: 1_000_000)), .interval))
    return try FunctionCatalog.resolve(.add, start, span)
  }

  private mutating func condition(_ depth: Int, _ batch: Batch) throws -> BoundExpression {
    let first = try expression(of: .boolean, depth: depth - 1, batch)
    switch below(7) {
    case 0:
      return .and([
        first, try expression(of: .boolean, depth: depth - 1, batch), try expression(of: .boolean, depth: 1, batch),
      ])
    case 1: return .or([first, try expression(of: .boolean, depth: depth - 1, batch)])
    case 2: return .not(first)
    case 3: return .isNull(try expression(of: kind(), depth: depth - 1, batch), isNegated: below(2) == 0)
    case 4:
      let list = (0..<1 + below(12)).map { _ in
        BoundExpression.constant(below(9) == 0 ? .null : value(.string), .varchar(30))
      }
      return try FunctionCatalog.inList(
        expression(of: .string, depth: depth - 1, batch), list, isNegated: below(2) == 0)
    case 5:
      return try FunctionCatalog.like(
        .like, value: expression(of: .string, depth: depth - 1, batch),
        pattern: .constant(.string(["a%", "%o%", "_", "a"][below(4)]), .unknown),
        escape: nil, isNegated: below(2) == 0)
    default:
      let kind = kind()
      let operation: BinaryOperator = [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual][below(6)]
      return try FunctionCatalog.resolve(
        operation, expression(of: kind, depth: depth - 1, batch), expression(of: kind, depth: depth - 1, batch))
    }
  }

  private mutating func call(
    _ name: String, _ kinds: [Kind], _ depth: Int, _ batch: Batch, leading: String? = nil
  ) throws -> BoundExpression {
    var operands: [BoundExpression] = []
    if let leading {
      operands = [.constant(.string(leading), .unknown), try expression(of: .timestamp, depth: depth - 1, batch)]
    }
    for kind in kinds { operands.append(try expression(of: kind, depth: depth - 1, batch)) }
    guard let bound = try FunctionCatalog.resolve(name, operands) else {
      throw SQLError(.undefinedFunction, name)
    }
    return bound
  }
}
