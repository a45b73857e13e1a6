import SQLTypes
import Testing

@testable import Planning

/// The tables of functions: every member of a family can be called, and overloads go by the arguments.
@Suite struct FunctionSignatureTests {
  private static func bind(_ name: String, _ types: DataType...) throws -> (ScalarFunction, DataType)? {
    let arguments = types.enumerated().map { BoundExpression.column($0.offset, $0.element) }
    guard case .call(let function, _, let type)? = try FunctionCatalog.resolve(name, arguments) else { return nil }
    return (function, type)
  }

  @Test func overloadsGoByTheArguments() throws {
    #expect(try Self.bind("to_char", .timestamp, .varchar(9))?.0 == .template(.formatDatetime))
    #expect(try Self.bind("to_char", .interval, .varchar(9))?.0 == .template(.formatInterval))
    #expect(try Self.bind("to_char", .integer, .varchar(9))?.0 == .template(.formatNumber))
    #expect(try Self.bind("to_hex", .integer)?.1 == .varchar(16))
    #expect(try Self.bind("to_hex", .varbyte(4))?.1 == .varchar(65535))
  }

  @Test func resultsFollowTheArguments() throws {
    #expect(try Self.bind("abs", .decimal(precision: 5, scale: 2))?.1 == .decimal(precision: 5, scale: 2))
    #expect(try Self.bind("left", .varchar(40), .integer)?.1 == .varchar(40))
    #expect(try Self.bind("btrim", .char(7))?.1 == .varchar(7))
  }

  @Test func argumentsThatDoNotFitAreRefused() throws {
    #expect(throws: SQLError.self) { try Self.bind("soundex") }
    #expect(throws: SQLError.self) { try Self.bind("soundex", .varchar(3), .varchar(3)) }
    #expect(throws: SQLError.self) { try Self.bind("last_day", .interval) }
    #expect(try Self.bind("no_such_function", .integer) == nil)
  }

  /// Members that only operators or special forms reach are listed; all others have a name of their own.
  @Test func everyMemberHasAName() {
    let reached = Set(FunctionCatalog.signatures.values.flatMap { $0 }.map(\.function))
    let named: [ScalarFunction] =
      UnaryFunction.allCases.map(ScalarFunction.unary) + MathematicsFunction.allCases.map(ScalarFunction.mathematics)
      + CalendarFunction.allCases.map(ScalarFunction.calendar) + StringFunction.allCases.map(ScalarFunction.string)
      + TemplateFunction.allCases.map(ScalarFunction.template) + RegexFunction.allCases.map(ScalarFunction.regex)
      + HashFunction.allCases.map(ScalarFunction.hash) + SessionFunction.allCases.map(ScalarFunction.session)
      + VolatileFunction.allCases.map(ScalarFunction.volatile)
    let unnamed: [ScalarFunction] = [.unary(.negate), .template(.parseNumber), .template(.parseTeradataNumber)]
    #expect(named.filter { !reached.contains($0) } == unnamed)
  }

  @Test func namesAreUniqueInPlans() {
    let names = FunctionCatalog.signatures.values.flatMap { $0 }.map(\.function)
    #expect(Dictionary(grouping: Set(names), by: \.name).filter { $1.count > 1 }.keys.sorted() == [])
  }

  @Test func whatHasASignatureIsNotCalledUnbuilt() {
    #expect(FunctionCatalog.unbuilt.filter { FunctionCatalog.signatures[$0] != nil } == [])
  }
}
