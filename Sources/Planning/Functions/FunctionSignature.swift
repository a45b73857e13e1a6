import SQLTypes

/// One overload of a function: what it takes, what it gives, which kernel computes it.
struct FunctionSignature: Sendable {
  /// What a parameter accepts, and what an argument becomes.
  enum Parameter: Sendable {
    /// Anything but booleans, as text.
    case text
    /// Any number, as BIGINT.
    case bigint
    /// Any number, as DOUBLE PRECISION.
    case double
    /// Any number, as it is.
    case number
    case boolean
    /// DATE, TIMESTAMP, TIMESTAMPTZ and literals, as TIMESTAMP.
    case timestamp
    /// TIMESTAMP or TIMESTAMPTZ as it is, a DATE as TIMESTAMP.
    case moment
    case date
    case timestamptz
    case interval
    case varbyte
    /// HLLSKETCH.
    case sketch
    /// An array or a vector, as it is.
    case array
    /// An object id, or a whole number as one.
    case oid
    /// A relation by its name or its object id, as REGCLASS.
    case relation
    /// SUPER, and scalars that become one.
    case `super`
    case any
  }

  enum Result: Sendable {
    case fixed(DataType)
    /// The type of an argument, as converted.
    case argument(Int)
    /// VARCHAR of an argument's length.
    case textOf(Int)
  }

  let function: ScalarFunction
  let parameters: [Parameter]
  /// How many of the last parameters may be left out.
  let optional: Int
  let result: Result

  init(_ function: ScalarFunction, _ parameters: [Parameter], optional: Int = 0, _ result: Result) {
    self.function = function
    self.parameters = parameters
    self.optional = optional
    self.result = result
  }

  /// How well it fits: the number of arguments that need no conversion, or nil when it does not fit.
  func score(_ arguments: [BoundExpression]) -> Int? {
    guard arguments.count <= parameters.count, arguments.count >= parameters.count - optional else { return nil }
    var score = 0
    for (argument, parameter) in zip(arguments, parameters) {
      guard let points = parameter.score(argument.type) else { return nil }
      score += points
    }
    return score
  }

  func bind(_ arguments: [BoundExpression]) throws(SQLError) -> BoundExpression {
    var converted: [BoundExpression] = []
    for (argument, parameter) in zip(arguments, parameters) { converted.append(try parameter.convert(argument)) }
    try FunctionCatalog.checkCollations(arguments)
    // Strings made of strings that ignore case do, too.
    let ignoresCase = converted.contains(where: \.type.isCaseInsensitive)
    let type = resultType(converted)
    return .call(function, converted, ignoresCase ? type.ignoringCase(true) : type)
  }

  private func resultType(_ arguments: [BoundExpression]) -> DataType {
    switch result {
    case .fixed(let type): type
    case .argument(let index): arguments[index].type
    case .textOf(let index): .varchar(arguments[index].type.byteLength)
    }
  }
}

extension FunctionSignature.Parameter {
  /// 2 for a value of the very kind, 1 for one that converts by itself, nil for neither.
  func score(_ type: DataType) -> Int? {
    if type == .unknown { return 1 }
    switch self {
    case .any: return 1
    case .text: return type.family == .string ? 2 : (FunctionCatalog.isImplicit(type, to: .text) ? 1 : nil)
    case .bigint: return type.isInteger ? 2 : (type.isNumeric || type == .super ? 1 : nil)
    case .double: return type.isFloat ? 2 : (type.isNumeric || type.family == .string || type == .super ? 1 : nil)
    case .number: return type.isNumeric ? 2 : (type.family == .string ? 1 : nil)
    case .boolean: return type == .boolean ? 2 : (type.isInteger ? 1 : nil)
    case .interval: return type.isInterval ? 2 : nil
    case .varbyte: return type.isVarbyte ? 2 : nil
    case .sketch: return type == .hllsketch ? 2 : nil
    case .array: return type.element == nil ? nil : 2
    case .relation: return type.isObjectID ? 2 : type.isInteger || type.family == .string ? 1 : nil
    case .oid: return type.isObjectID ? 2 : type.isInteger ? 1 : nil
    case .super: return type == .super ? 2 : (FunctionCatalog.canCast(type, to: .super) ? 1 : nil)
    default: return datetimeScore(type)
    }
  }

  private func datetimeScore(_ type: DataType) -> Int? {
    switch (self, type) {
    case (.timestamp, .super), (.date, .super), (.timestamptz, .super): 1
    case (.date, .date), (.timestamp, .timestamp), (.timestamptz, .timestamptz), (.moment, .timestamp),
      (.moment, .timestamptz):
      2
    case (_, .date), (_, .timestamp), (_, .timestamptz): 1
    default: nil
    }
  }

  func convert(_ argument: BoundExpression) throws(SQLError) -> BoundExpression {
    switch self {
    case .text: return try FunctionCatalog.text(argument)
    case .bigint: return try FunctionCatalog.cast(argument, to: .bigint, .explicit)
    case .double: return try FunctionCatalog.cast(argument, to: .double, .explicit)
    case .number: return try FunctionCatalog.number(argument, "")
    case .boolean: return try FunctionCatalog.cast(argument, to: .boolean, .explicit)
    case .timestamp: return try FunctionCatalog.cast(argument, to: .timestamp, .explicit)
    case .date: return try FunctionCatalog.cast(argument, to: .date, .explicit)
    case .timestamptz: return try FunctionCatalog.cast(argument, to: .timestamptz, .explicit)
    case .interval: return try FunctionCatalog.cast(argument, to: .interval, .explicit)
    case .super: return try FunctionCatalog.cast(argument, to: .super, .explicit)
    case .moment:
      return argument.type == .timestamptz ? argument : try FunctionCatalog.cast(argument, to: .timestamp, .explicit)
    case .array: return argument.isUntyped ? try FunctionCatalog.cast(argument, to: .array(.text), .explicit) : argument
    case .relation: return try FunctionCatalog.cast(argument, to: .catalog(.named(.relation)), .explicit)
    case .oid: return try FunctionCatalog.cast(argument, to: .oid, .explicit)
    case .varbyte:
      return argument.isUntyped ? try FunctionCatalog.cast(argument, to: .defaultVarbyte, .explicit) : argument
    case .sketch: return try FunctionCatalog.cast(argument, to: .hllsketch, .explicit)
    case .any: return try FunctionCatalog.typed(argument)
    }
  }
}
