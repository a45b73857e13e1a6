import SQLTypes

/// Which functions, operators and casts there are, and with which types (sql.md 2.2–2.11).
///
/// Every answer is an expression whose arguments already have the types its kernel wants. Three layers decide:
///
/// ```
/// name ──► special form (`FunctionCatalog+Conditionals`, `+Dates` …) lowers to CASE, COALESCE, casts, other calls
///     └──► signatures   (`FunctionCatalog+Signatures`)               name → parameter kinds, result, kernel
/// operator ──► families (`FunctionCatalog+Operators`, `+Comparison`) by the types of both sides
/// ```
///
/// An untyped literal (`'2018-11-01'`, NULL) takes the type of what it meets and is parsed on the spot.
package enum FunctionCatalog {
  /// The expression a call computes; nil when no function has that name.
  ///
  /// 42883 with Redshift's hint when the name exists but takes other arguments; 0A000 for what is not built.
  package static func resolve(
    _ name: String, _ arguments: [BoundExpression]
  ) throws(SQLError) -> BoundExpression? {
    if let special = try resolveSpecial(name, arguments) { return special }
    if let overloads = signatures[name] { return try choose(name, arguments, overloads) }
    if unbuilt.contains(name) { throw .notSupported("function \(name)") }
    return nil
  }

  private static func resolveSpecial(
    _ name: String, _ arguments: [BoundExpression]
  ) throws(SQLError) -> BoundExpression? {
    if let expression = try resolveConditional(name, arguments) { return expression }
    if let expression = try resolveDate(name, arguments) { return expression }
    if let expression = try resolveSuper(name, arguments) { return expression }
    if let expression = try resolveCollation(name, arguments) { return expression }
    if let expression = try resolveMathematics(name, arguments) { return expression }
    return try resolveTypeName(name, arguments)
  }

  /// `function f(integer, "unknown") does not exist`, as PostgreSQL 8 words it.
  package static func undefined(
    _ name: String, _ arguments: [BoundExpression], nearest: String? = nil
  ) -> SQLError {
    SQLError(
      .undefinedFunction, "function \(name)(\(displayNames(arguments.map(\.type)))) does not exist",
      hint: "No function matches the given name and argument types. You may need to add explicit type casts."
        + (nearest.map { " Perhaps you meant \"\($0)\"." } ?? ""))
  }

  static func undefinedOperator(_ text: String) -> SQLError {
    SQLError(
      .undefinedFunction, "operator does not exist: \(text)",
      hint: "No operator matches the given name and argument type(s). You may need to add explicit type casts.")
  }

  /// `unknown` is a reserved word, so PostgreSQL 8 prints it in quotes.
  static func displayName(_ type: DataType) -> String { type == .unknown ? "\"unknown\"" : type.familyName }

  package static func displayNames(_ types: [DataType]) -> String {
    types.map(displayName).joined(separator: ", ")
  }
}

extension BoundExpression {
  /// An untyped literal: a string in quotes, or NULL, that has met no type yet.
  package var isUntyped: Bool { type == .unknown }

  package var isNullLiteral: Bool { if case .constant(.null, _) = self { true } else { false } }

  /// The text of a string constant, typed or not.
  package var literalText: String? { if case .constant(.string(let text), _) = self { text } else { nil } }
}
