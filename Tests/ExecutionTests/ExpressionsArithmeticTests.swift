import Columnar
import Execution
import Planning
import SQLSyntax
import SQLTypes
import TestSupport
import Testing

@Suite struct ExpressionsArithmeticTests {
  typealias E = Expressions

  @Test(arguments: [
    (7, BinaryOperator.divide, 2, "3"), (-7, .divide, 2, "-3"), (7, .modulo, 3, "1"), (-7, .modulo, 3, "-1"),
    (2, .power, 10, "1024"), (6, .bitAnd, 3, "2"), (6, .bitOr, 3, "7"), (6, .bitXor, 3, "5"), (1, .shiftLeft, 4, "16"),
    (-16, .shiftRight, 2, "-4"), (1, .less, 2, "t"), (1, .equal, 2, "f"),
  ])
  func integers(left: Int64, operation: BinaryOperator, right: Int64, expected: String) throws {
    let expression = try FunctionCatalog.resolve(operation, E.int(left), E.int(right))
    #expect(try E.value(expression) == expected)
  }

  @Test(arguments: [
    ("1.5", BinaryOperator.add, "2.25", "3.75", DataType.decimal(precision: 4, scale: 2)),
    ("1.5", .subtract, "2.25", "-0.75", .decimal(precision: 4, scale: 2)),
    ("1.5", .multiply, "2.25", "3.375", .decimal(precision: 6, scale: 3)),
    ("20000.00", .divide, "8.00", "2500.0000", .decimal(precision: 11, scale: 4)),
    ("7.5", .modulo, "2", "1.5", .decimal(precision: 2, scale: 1)),
  ])
  func decimals(left: String, operation: BinaryOperator, right: String, expected: String, type: DataType) throws {
    let expression = try FunctionCatalog.resolve(operation, E.decimal(left), E.decimal(right))
    #expect(expression.type == type)
    #expect(try E.value(expression) == expected)
  }

  /// By constants, of any size and sign, against one division a value.
  @Test func remaindersByConstants() throws {
    var random = SeededGenerator()
    for _ in 0..<400 {
      let bits = Int64(random.pick([1, 7, 31, 32, 33, 62]))
      let divisor = max(1, Int64.random(in: 0..<1 << bits, using: &random))
      let most = Int64(1) << Int64(random.pick([8, 32, 33, 62]))
      let least = random.pick([0, 0, -5])
      let some = (0..<20).map { _ in Int64.random(in: Int64(least)..<most, using: &random) }
      let values = [0, most - 1, divisor, divisor - 1] + some
      let batch = Batch([Column(.bigint, ints: values)], count: values.count)
      let column = BoundExpression.column(0, .bigint)
      let remainder = try FunctionCatalog.resolve(.modulo, column, .constant(.int(divisor), .bigint))
      #expect(try E.evaluate(remainder, batch).values == values.map { .int($0 % divisor) }, "seed \(random.seed)")
    }
  }

  @Test func documentedDivisionType() throws {
    let price = BoundExpression.column(0, .decimal(precision: 8, scale: 2))
    let quotient = try FunctionCatalog.resolve(.divide, price, price)
    #expect(quotient.type == .decimal(precision: 17, scale: 9))
    let quantity = BoundExpression.column(1, .smallint)
    let each = try FunctionCatalog.resolve(.divide, price, quantity)
    let batch = Batch(
      [Column(.decimal(precision: 8, scale: 2), ints: [500_000]), Column(.smallint, ints: [2])], count: 1)
    #expect(E.print(try E.evaluate(each, batch)) == ["2500.00000000"])
  }

  @Test func errors() throws {
    let big = BoundExpression.constant(.int(.max), .bigint)
    func failure(_ operation: BinaryOperator, _ left: BoundExpression, _ right: BoundExpression) -> String {
      E.error { _ = try E.value(FunctionCatalog.resolve(operation, left, right)) }
    }
    #expect(failure(.divide, E.int(1), E.int(0)) == "22012 division by zero")
    #expect(failure(.modulo, E.int(1), E.int(0)) == "22012 division by zero")
    #expect(failure(.add, big, E.int(1)) == "22003 bigint out of range")
    #expect(failure(.multiply, E.int(100_000), E.int(100_000)) == "22003 integer out of range")
    #expect(failure(.add, E.int(1), E.text("abc")) == "22P02 invalid input syntax for integer: \"abc\"")
    #expect(
      failure(.equal, .constant(.int(0), .date), .constant(.bool(true), .boolean))
        == "42883 operator does not exist: date = boolean")
    #expect(
      E.error { _ = try E.value(E.call("sqrt", E.int(-1))) } == "2201F cannot take square root of a negative number")
  }

  /// Rows that are NULL, or that an earlier condition excludes, must not fail.
  @Test func guardedDivision() throws {
    let batch = Batch(
      [Column(.integer, values: [.int(6), .int(1), .int(9), .null]), Column(.integer, ints: [2, 0, 3, 0])], count: 4)
    let a = BoundExpression.column(0, .integer)
    let b = BoundExpression.column(1, .integer)
    let quotient = try FunctionCatalog.resolve(.divide, a, b)
    let isNotZero = try FunctionCatalog.resolve(.notEqual, b, E.int(0))
    let guarded = BoundExpression.and([isNotZero, try FunctionCatalog.resolve(.greater, quotient, E.int(1))])
    let evaluator = Evaluator(context: E.context)
    #expect(try evaluator.select(guarded, batch) == [0, 2])
    #expect(E.print(try E.evaluate(guarded, batch)) == ["t", "f", "t", "f"])
    let chosen = try FunctionCatalog.conditional(
      operand: nil, branches: [(condition: isNotZero, result: quotient)], otherwise: nil)
    #expect(E.print(try E.evaluate(chosen, batch)) == ["3", nil, "3", nil])
    #expect(E.error { _ = try E.evaluate(quotient, batch) } == "22012 Divide by zero")
  }

  @Test func implicitStringArithmetic() throws {
    let batch = Batch([Column(.varchar(20), values: [.string("1541106106796")])], count: 1)
    let seconds = try FunctionCatalog.resolve(.divide, .column(0, .varchar(20)), E.int(1000))
    let moment = try FunctionCatalog.resolve(
      .add, E.typed("epoch", .timestamp),
      FunctionCatalog.resolve(.multiply, seconds, E.typed("1 second", .interval)))
    #expect(E.print(try E.evaluate(moment, batch)) == ["2018-11-01 21:01:46.796"])
  }

  @Test func epochIdiom() throws {
    let batch = Batch([Column(.bigint, values: [.int(1_541_106_106_796), .null, .int(-1)])], count: 3)
    let seconds = try FunctionCatalog.resolve(.divide, .column(0, .bigint), E.int(1000))
    let moment = try FunctionCatalog.resolve(
      .add, E.typed("epoch", .timestamp),
      FunctionCatalog.resolve(.multiply, seconds, E.typed("1 second", .interval)))
    #expect(E.print(try E.evaluate(moment, batch)) == ["2018-11-01 21:01:46", nil, "1970-01-01 00:00:00"])
  }
}
