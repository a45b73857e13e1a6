import Catalogs
import SQLSyntax
import SQLTypes

/// Functions in LANGUAGE sql: their one expression stands where they are called, its `$1` and on for the arguments.
extension ExpressionBinder {
  /// Calls within calls; a function that was replaced by one that calls it would never end.
  private static let maximumDepth = 64

  /// nil where the user has no function of that name for such arguments.
  func bindUserFunction(_ call: FunctionCall, _ arguments: [BoundExpression]) throws(SQLError) -> BoundExpression? {
    guard call.hasParentheses, let routine = choose(call.name, arguments.map(\.type)) else { return nil }
    guard binder.functionArguments.count < Self.maximumDepth else {
      throw SQLError(SQLState("54001"), "stack depth limit exceeded", hint: "A function calls itself without end.")
    }
    var values: [BoundExpression] = []
    for (argument, parameter) in zip(arguments, routine.parameters) {
      let isAlike = argument.type.familyName == parameter.type.familyName
      values.append(isAlike ? argument : try FunctionCatalog.cast(argument, to: parameter.type, .explicit))
    }
    binder.noteAccess(routine, isQualified: call.name.parts.count > 1)
    return try binder.bindBody(of: routine, values)
  }

  private func choose(_ name: QualifiedName, _ types: [DataType]) -> RoutineEntry? {
    let candidates = binder.names.routines(name.parts).filter { $0.kind == .function && $0.accepts(types) }
    return candidates.max { $0.exactMatches(types) < $1.exactMatches(types) }
  }
}

extension Binder {
  /// A function's expression with values for its parameters, as what it returns.
  fileprivate func bindBody(of routine: RoutineEntry, _ values: [BoundExpression]) throws(SQLError) -> BoundExpression {
    callsUserFunctions = true
    functionArguments.append(values)
    defer { functionArguments.removeLast() }
    do throws(SQLError) {
      let expression = try Self.expression(ofBody: routine.body)
      let bound = try ExpressionBinder(self, scope: Scope(), clause: .constant).bind(expression)
      return try FunctionCatalog.cast(bound, to: routine.result ?? bound.type, .assignment)
    } catch {
      var error = error
      // It counts in the body.
      error.position = nil
      throw error
    }
  }

  /// Checks a function's body. Throws 42601 where it is more than one expression, and what else is wrong with it.
  package func checkBody(of routine: RoutineEntry) throws(SQLError) {
    let values = routine.parameters.map { BoundExpression.constant(.null, $0.type) }
    _ = try bindBody(of: routine, values)
  }

  /// `SELECT expression`, and no clause behind it.
  private static func expression(ofBody body: String) throws(SQLError) -> Expression {
    let query = try SQLParser.parseQuery(body)
    guard case .select(let select) = query.body, query == Query(.select(select)), select.items.count == 1,
      case .expression(let expression, _) = select.items[0], select == Select(items: select.items)
    else {
      throw SQLError(
        .featureNotSupported,
        "The select expression can not have FROM, INTO, WHERE, GROUP BY, HAVING, ORDER BY or LIMIT clauses.",
        hint: "A function in LANGUAGE sql is one SELECT of one expression.")
    }
    return expression
  }
}

extension Select {
  fileprivate init(items: [SelectItem]) {
    self.init()
    self.items = items
  }
}
