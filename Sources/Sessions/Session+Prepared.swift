import Planning
import SQLSyntax
import SQLTypes

/// PREPARE, EXECUTE, DEALLOCATE, on the statements that drivers prepare, too.
extension Session {
  func runPrepared(_ command: PreparedCommand, _ context: StatementContext) throws -> StatementResult {
    switch command {
    case .prepare(let prepare):
      let types = try prepare.types.map { type throws(SQLError) in try makeBinder(context).dataType(type) }
      let prepared = try describe(prepare.statement, prepare.text, types)
      try statements.insert(prepared, named: prepare.name)
      return StatementResult(tag: "PREPARE")
    case .deallocate(let written):
      let name = statements.name(written)
      _ = try statements.statement(named: name)
      statements.remove(named: name)
      return StatementResult(tag: "DEALLOCATE")
    case .execute(let name, let arguments):
      let inner = try take(name, arguments, context)
      try refuseInReadOnlyTransaction(inner, context)
      do { return try dispatch(inner, context) } catch var error as SQLError {
        // It counts in the text of PREPARE.
        error.position = nil
        throw error
      }
    }
  }

  /// The statement that EXECUTE runs; the context then holds the values of its parameters. Throws 26000, 42601 for
  /// another number of arguments, 42804 for one of a type that does not fit.
  func take(_ name: String, _ arguments: [Expression], _ context: StatementContext) throws -> Statement {
    let prepared = try statements.statement(named: statements.name(name))
    guard let statement = prepared.statement else { throw SQLError(.syntaxError, "the statement \"\(name)\" is empty") }
    let types = prepared.parameterTypes
    guard types.count == arguments.count else {
      throw SQLError(
        .syntaxError, "wrong number of parameters for prepared statement \"\(name)\"",
        detail: "Expected \(types.count) parameters but got \(arguments.count).")
    }
    let binder = makeBinder(context)
    var values: [ParameterValue] = []
    for (argument, type) in zip(arguments, types) {
      let bound = try binder.bindConstant(argument)
      guard FunctionCatalog.isAssignable(bound.type, to: type) else {
        throw SQLError(
          .datatypeMismatch,
          "parameter $\(values.count + 1) of type \(bound.type.familyName) cannot be coerced to the expected type "
            + type.familyName,
          hint: "You will need to rewrite or cast the expression.")
      }
      values.append(ParameterValue(try evaluate(FunctionCatalog.cast(bound, to: type, .assignment), context), type))
    }
    context.arguments = values
    return statement
  }
}
