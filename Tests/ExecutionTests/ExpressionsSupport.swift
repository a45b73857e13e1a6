import Columnar
import Execution
import Planning
import SQLTypes

/// Builds and evaluates expressions the way a statement would, without parsing one.
enum Expressions {
  /// 2018-11-15 10:20:30.123456 UTC
  static let now: Int64 = 1_542_277_230_123_456
  static let context = EvaluationContext(statementTime: now, transactionTime: now)

  /// An untyped literal.
  static func text(_ text: String) -> BoundExpression { .constant(.string(text), .unknown) }
  static func int(_ value: Int64) -> BoundExpression { .constant(.int(value), .integer) }
  static func double(_ value: Double) -> BoundExpression { .constant(.double(value), .double) }
  static let null = BoundExpression.constant(.null, .unknown)

  /// `'text'::type`
  static func typed(_ text: String, _ type: DataType) throws -> BoundExpression {
    try FunctionCatalog.cast(.constant(.string(text), .unknown), to: type, .explicit)
  }

  /// A number as written: `1.50` is NUMERIC(3,2).
  static func decimal(_ literal: String) throws -> BoundExpression {
    try typed(literal, FunctionCatalog.decimalType(ofLiteral: literal) ?? .defaultDecimal)
  }

  static func call(_ name: String, _ arguments: BoundExpression...) throws -> BoundExpression {
    guard let expression = try FunctionCatalog.resolve(name, arguments) else {
      throw SQLError(.undefinedFunction, "no function \(name)")
    }
    return expression
  }

  static func evaluate(_ expression: BoundExpression, _ batch: Batch = Batch([], count: 1)) throws -> Column {
    try Evaluator(context: context).evaluate(expression, batch)
  }

  /// The one value, printed; nil for NULL.
  static func value(_ expression: BoundExpression) throws -> String? {
    let column = try evaluate(expression)
    return ValueText.text(of: column.value(0), type: column.type)
  }

  /// The printed value with the expression over a column of one row instead of constants: the compute node's path.
  static func print(_ column: Column) -> [String?] {
    column.values.map { ValueText.text(of: $0, type: column.type) }
  }

  static func error(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch let error as SQLError {
      return error.description
    } catch {
      return "\(error)"
    }
  }
}

/// An argument in a test's table: `"text"`, `5`, `2.5` (a double), `nil`, or a typed text.
struct Argument: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByNilLiteral, Sendable, CustomStringConvertible
{
  let text: String?
  let type: DataType

  init(_ text: String?, _ type: DataType) {
    self.text = text
    self.type = type
  }

  init(stringLiteral value: String) { self.init(value, .unknown) }
  init(integerLiteral value: Int) { self.init(String(value), .integer) }
  init(floatLiteral value: Double) { self.init(String(value), .double) }
  init(nilLiteral: ()) { self.init(nil, .unknown) }

  static func timestamp(_ text: String) -> Argument { Argument(text, .timestamp) }
  static func date(_ text: String) -> Argument { Argument(text, .date) }
  static func decimal(_ text: String) -> Argument {
    Argument(text, FunctionCatalog.decimalType(ofLiteral: text) ?? .defaultDecimal)
  }

  var description: String { "\(text ?? "NULL")::\(type)" }

  func expression() throws -> BoundExpression {
    guard let text else { return .constant(.null, type) }
    return type == .unknown ? Expressions.text(text) : try Expressions.typed(text, type)
  }
}

extension Expressions {
  /// The call's value in the type `FunctionCatalog` gives it, over constants.
  static func value(_ name: String, _ arguments: [Argument]) throws -> String? {
    guard let expression = try FunctionCatalog.resolve(name, arguments.map { try $0.expression() }) else {
      throw SQLError(.undefinedFunction, "no function \(name)")
    }
    return try value(expression)
  }

  /// The same with every typed argument in a column, between a NULL row and a repetition of itself.
  static func columnValues(_ name: String, _ arguments: [Argument]) throws -> [String?] {
    let constants = try arguments.map { try $0.expression() }
    var columns: [Column] = []
    var operands: [BoundExpression] = []
    for constant in constants {
      guard case .constant(let value, let type) = constant, type != .unknown else {
        operands.append(constant)
        continue
      }
      operands.append(.column(columns.count, type))
      columns.append(Column(type, values: [value, .null, value]))
    }
    guard let expression = try FunctionCatalog.resolve(name, operands) else { return [] }
    return print(try evaluate(expression, Batch(columns, count: 3)).expanded)
  }
}
