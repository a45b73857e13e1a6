import SQLTypes

/// What a driver gives for `$1`: a value of a type.
package struct ParameterValue: Hashable, Sendable {
  package var value: Value
  package var type: DataType

  package init(_ value: Value, _ type: DataType) {
    self.value = value
    self.type = type
  }
}

/// What `$1` and on stand for while a statement is bound.
package enum StatementParameters {
  /// Nothing: a statement that was not prepared has none.
  case none
  /// Values: the statement is to run.
  case values([ParameterValue])
  /// Their types are to be found out: the statement is only described.
  case inferred(ParameterTypes)
}

/// Collects the types of a statement's parameters: what the client declared, else what the first place wants that has a
/// type of its own.
///
/// ```
/// SELECT a FROM t WHERE b = $1 AND c LIKE $2      $1 has b's type, $2 is VARCHAR
/// ```
package final class ParameterTypes {
  private var known: [Int: DataType] = [:]
  private var count = 0

  /// `.unknown` for those that are open.
  package init(_ declared: [DataType] = []) {
    count = declared.count
    for (index, type) in declared.enumerated() where type != .unknown {
      known[index + 1] = type == .text ? Self.anyText : type
    }
  }

  /// What a text is whose length nobody has stated.
  private static let anyText = DataType.varchar(DataType.maximumVarcharLength)

  /// Of `$1` and on.
  package var types: [DataType] { (0..<count).map { known[$0 + 1] ?? Self.anyText } }

  func type(of number: Int) -> DataType {
    count = max(count, number)
    return known[number] ?? .unknown
  }

  /// Strings have no length: what is too long is the statement's error, not cut on the way to it. What REGCLASS and its
  /// kin are made of is a name, which the cast looks for.
  func note(_ number: Int, _ type: DataType) {
    guard known[number] == nil && type != .unknown else { return }
    if case .catalog(.named) = type {
      known[number] = Self.anyText
    } else {
      known[number] = type.family == .string ? Self.anyText : type
    }
  }
}

extension Binder {
  func note(_ number: Int, _ type: DataType) {
    if case .inferred(let types) = parameters { types.note(number, type) }
  }

  /// A parameter where the statement itself takes a text.
  package func noteText(_ number: Int) {
    guard case .inferred(let types) = parameters, types.type(of: number) == .unknown else { return }
    types.note(number, .text)
  }

  /// Where a plan's column is a parameter in every row, it has the type of what the column becomes.
  func noteParameter(_ plan: LogicalPlan, column: Int, _ type: DataType) {
    if case .placeholder(.argument(let number), .unknown)? = plan.literal(of: column) { note(number, type) }
  }

  /// Takes the types that the places of a bound statement gave to its parameters.
  package func noteParameters(of plan: LogicalPlan) {
    plan.forEach(inSubqueries: false) { for expression in $0.expressions { noteParameters(of: expression) } }
  }

  private func noteParameters(of expression: BoundExpression) {
    if case .placeholder(.argument(let number), let type) = expression { note(number, type) }
    if case .subquery(let subquery) = expression { noteParameters(of: subquery.plan) }
    for operand in expression.operands { noteParameters(of: operand) }
  }
}

extension ExpressionBinder {
  /// Throws 42P02 for a number that has no value.
  func bindParameter(_ number: Int, _ position: Int) throws(SQLError) -> BoundExpression {
    if let arguments = binder.functionArguments.last {
      if arguments.indices.contains(number - 1) { return arguments[number - 1] }
      throw SQLError(.undefinedParameter, "there is no parameter $\(number)", position: position)
    }
    switch binder.parameters {
    case .values(let values) where number >= 1 && number <= values.count:
      return .constant(values[number - 1].value, values[number - 1].type)
    case .inferred(let types) where number >= 1 && number <= Self.maximumParameters:
      return .placeholder(.argument(number), types.type(of: number))
    default:
      throw SQLError(.undefinedParameter, "there is no parameter $\(number)", position: position)
    }
  }

  /// The wire counts them in 16 bits.
  private static let maximumParameters = 32_767
}
