import Catalogs
import Columnar
import Planning
import SQLSyntax
import SQLTypes

/// CALL.
extension Session {
  func runCall(_ name: QualifiedName, _ arguments: [Expression], _ context: StatementContext) throws -> StatementResult
  {
    let outer = call
    context.caller = .some(outer?.callers.last)
    let (routine, values) = try resolve(name, arguments, context)
    try requireExecution(of: routine, isQualified: name.parts.count > 1, context)
    let call = outer ?? ProcedureCall(self, context, isAtomic: block.isExplicit)
    guard call.depth < ProcedureCall.maximumDepth else {
      throw SQLError(
        SQLState("54001"), "nested procedure calls exceed the limit of \(ProcedureCall.maximumDepth) levels")
    }
    self.call = call
    call.callers.append(context.id)
    var isAborted = true
    defer {
      call.callers.removeLast()
      self.call = outer
      // A cursor lives no longer than its transaction.
      if outer == nil, call.transaction.isImplicit { closeCursor() }
      if outer == nil { call.recordMessages(isAborted: isAborted) }
    }
    let frame = try ProcedureFrame(call, routine, body(of: routine), values)
    let outputs = try entering(routine, call) { try frame.run() }
    isAborted = false
    if outer != nil, variables != nil {
      try assign(outputs, of: routine, to: arguments, context)
      return StatementResult(tag: "CALL")
    }
    return try give(outputs, of: routine, context)
  }

  /// The row that a prepared CALL gives; nil where it gives none. Its `$1` and on get the types of the procedure's
  /// inputs.
  func describeCall(_ name: QualifiedName, _ arguments: [Expression], _ binder: Binder) throws(SQLError)
    -> [OutputColumn]?
  {
    let bound = try arguments.map { argument throws(SQLError) in try binder.bindConstant(argument) }
    let routine = try choose(name, bound.map(\.type), binder)
    var inputs: [BoundExpression] = []
    for (argument, parameter) in zip(bound, routine.inputs) {
      inputs.append(try FunctionCatalog.cast(argument, to: parameter.type, .assignment))
    }
    binder.noteParameters(of: .project(.values([[]], types: []), inputs))
    return routine.resultColumns.isEmpty ? nil : routine.resultColumns
  }

  /// Runs a procedure's body under its variables, settings and user.
  private func entering<Result>(_ routine: RoutineEntry, _ call: ProcedureCall, _ body: () throws -> Result) throws
    -> Result
  {
    let (oldVariables, oldAtomic, oldMode, oldFacts) = (variables, call.isAtomic, call.autocommits, facts)
    let oldSettings = parameters
    defer {
      variables = oldVariables
      call.isAtomic = oldAtomic
      call.autocommits = oldMode
      if routine.isSecurityDefiner {
        (facts.user, facts.userID, facts.caller) = (oldFacts.user, oldFacts.userID, oldFacts.caller)
        call.forgetContext()
      }
      for setting in routine.settings { parameters.restore(setting.name, from: oldSettings) }
    }
    if routine.isSecurityDefiner {
      (facts.user, facts.userID) = (routine.owner, routine.ownerID)
      facts.caller = oldFacts.caller ?? oldFacts.user
      call.forgetContext()
    }
    for setting in routine.settings { try parameters.set(setting.name, to: setting.values) }
    call.isAtomic = oldAtomic || !routine.settings.isEmpty
    // Within a procedure of the default mode, and between BEGIN and COMMIT, nothing commits by itself.
    call.autocommits = routine.isNonAtomic && !call.isAtomic && (call.depth == 1 || oldMode) && !call.isInBlock
    return try body()
  }

  /// The body as a tree, read once a session.
  private func body(of routine: RoutineEntry) throws(SQLError) -> ProcedureBlock {
    if let known = procedureBodies[routine.id], known.text == routine.body { return known.body }
    let body = try SQLParser.parseProcedureBody(routine.body, caseSensitiveIdentifiers: settings.isCaseSensitive)
    procedureBodies[routine.id] = (routine.body, body)
    return body
  }

  /// The procedure that is meant, and the values of its inputs in their types. Throws 42883, 42725.
  private func resolve(_ name: QualifiedName, _ arguments: [Expression], _ context: StatementContext) throws
    -> (RoutineEntry, [Value])
  {
    let binder = makeBinder(context)
    let bound = try arguments.map { argument throws(SQLError) in try binder.bindConstant(argument) }
    guard binder.tablesRead.isEmpty else { throw SQLError.notSupported("A query as an argument of CALL") }
    let routine = try choose(name, bound.map(\.type), binder)
    var values: [Value] = []
    for (argument, parameter) in zip(bound, routine.inputs) {
      values.append(try evaluate(FunctionCatalog.cast(argument, to: parameter.type, .assignment), context))
    }
    return (routine, values)
  }

  private func choose(_ name: QualifiedName, _ types: [DataType], _ binder: Binder) throws(SQLError) -> RoutineEntry {
    let candidates = binder.names.routines(name.parts).filter { $0.kind == .procedure && $0.accepts(types) }
    let best = candidates.map { $0.exactMatches(types) }.max()
    let chosen = candidates.filter { $0.exactMatches(types) == best }
    let shown = "\(name.parts.joined(separator: "."))(\(FunctionCatalog.displayNames(types)))"
    guard let routine = chosen.first else {
      throw SQLError(
        .undefinedFunction, "procedure \(shown) does not exist",
        hint: "No procedure matches the given name and argument types. You may need to add explicit type casts.",
        position: name.position)
    }
    guard chosen.count == 1 else {
      throw SQLError(
        .ambiguousFunction, "procedure \(shown) is not unique",
        hint: "Could not choose a best candidate procedure. You may need to add explicit type casts.",
        position: name.position)
    }
    return routine
  }

  /// One row of a client's CALL; no result where there are no outputs.
  private func give(_ outputs: [Value], of routine: RoutineEntry, _ context: StatementContext) throws -> StatementResult
  {
    var result = StatementResult(tag: "CALL")
    let columns = routine.resultColumns
    guard !columns.isEmpty else { return result }
    result.columns = columns
    result.rowCount = 1
    try context.sink.begin(columns)
    let values = zip(columns, outputs).map { Column($0.type, values: [$1]) }
    try context.sink.receive(Batch(values, count: 1))
    return result
  }

  /// What a procedure gives back to the variables of the one that called it.
  private func assign(
    _ outputs: [Value], of routine: RoutineEntry, to arguments: [Expression], _ context: StatementContext
  ) throws {
    guard let variables else { return }
    guard !routine.parameters.contains(where: { $0.mode == .out }) else {
      throw SQLError(.featureNotSupported, "OUT arguments are not allowed in a nested procedure call")
    }
    var outputs = outputs[...]
    for (argument, parameter) in zip(arguments, routine.inputs) where parameter.mode == .inout {
      guard case .column(let name) = argument else {
        throw SQLError(.syntaxError, "an INOUT argument of a nested procedure call must be a variable")
      }
      let value = BoundExpression.constant(outputs.removeFirst(), parameter.type)
      let type = try variables.type(of: name) ?? parameter.type
      try variables.assign(evaluate(FunctionCatalog.cast(value, to: type, .assignment), context), to: name)
    }
  }
}

extension RoutineEntry {
  /// Of the row that CALL gives: `column2` for the second of them, where it has no name.
  var resultColumns: [OutputColumn] {
    outputs.enumerated().map { index, parameter in
      OutputColumn(name: parameter.name.isEmpty ? "column\(index + 1)" : parameter.name, type: parameter.type)
    }
  }
}
