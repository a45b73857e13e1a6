import Catalogs
import Planning
import SQLSyntax
import SQLTypes

/// CREATE, DROP, ALTER and SHOW of procedures and functions.
extension Session {
  func runRoutine(_ command: RoutineCommand, _ context: StatementContext) throws -> StatementResult {
    switch command {
    case .create(let create): return try createRoutine(create, context)
    case .drop(let routines, let ifExists):
      for reference in routines { try drop(reference, ifExists: ifExists, context) }
      return StatementResult(tag: "DROP " + (routines.first?.kind.rawValue.uppercased() ?? ""))
    case .rename(let reference, let name): return try rename(reference, to: name, context)
    case .owner(let reference, let owner):
      var routine = try find(reference, context)
      try requireOwnership(of: routine, context)
      guard let user = context.transaction.principals.user(named: owner) else {
        throw SQLError(.undefinedObject, "user \"\(owner)\" does not exist")
      }
      routine.owner = owner
      routine.ownerID = Int64(user.id)
      let object = routine.object
      context.transaction.put(routine)
      context.transaction.changeAccess { $0.setOwner(of: object, to: user.id) }
      return StatementResult(tag: "ALTER \(reference.kind.rawValue.uppercased())")
    case .show(let reference):
      return try give(
        "SHOW PROCEDURE", [RoutineText.column.name], [[RoutineText.definition(of: find(reference, context))]],
        context)
    case .call(let name, let arguments): return try runCall(name, arguments, context)
    }
  }

  private func createRoutine(_ create: CreateRoutine, _ context: StatementContext) throws -> StatementResult {
    let binder = makeBinder(context)
    let name = try binder.creationName(create.name, isTemporary: false)
    try requireCreation(of: name, or: "CREATE OR REPLACE \(create.kind.rawValue.uppercased())", context)
    try requireLanguage(create.kind == .procedure ? "plpgsql" : "sql", context)
    try context.lock(.schema(name.schema), .accessShare)
    try context.lock(.name(name), .accessExclusive)
    context.transaction.takeSnapshot()
    let parameters = try create.parameters.map { parameter throws(SQLError) in try self.parameter(parameter, binder) }
    try check(parameters)
    var routine = RoutineEntry(
      id: database.makeID(), kind: create.kind == .procedure ? .procedure : .function, name: name,
      parameters: parameters, body: create.body, owner: facts.user, ownerID: facts.userID)
    routine.result = try create.result.map { type throws(SQLError) in try binder.dataType(type) }
    routine.isNonAtomic = create.isNonAtomic
    routine.isSecurityDefiner = create.isSecurityDefiner
    if let volatility = create.volatility { routine.volatility = volatility }
    routine.settings = create.settings.map { RoutineEntry.Setting(name: $0.name, values: $0.values ?? []) }
    try checkBody(of: routine, binder)
    let made = try replacing(routine, orReplace: create.orReplace, context)
    context.transaction.put(made)
    if made.id == routine.id { register(made.object, in: name.schema, context) }
    return StatementResult(tag: "CREATE \(create.kind.rawValue.uppercased())")
  }

  private func parameter(_ parameter: RoutineParameter, _ binder: Binder) throws(SQLError) -> RoutineEntry.Parameter {
    let (name, isCursor) = (parameter.name ?? "", parameter.type.name == "refcursor")
    return RoutineEntry.Parameter(
      name: name, mode: RoutineEntry.Mode(rawValue: parameter.mode.rawValue) ?? .in,
      type: isCursor ? .text : try binder.dataType(parameter.type).ofVariable(name), isCursor: isCursor)
  }

  /// 32 inputs and 32 outputs are the most, as AWS's page of limits says.
  private func check(_ parameters: [RoutineEntry.Parameter]) throws(SQLError) {
    let limit = 32
    for (mode, word) in [(RoutineEntry.Mode.out, "input"), (.in, "output")] {
      guard parameters.count(where: { $0.mode != mode }) <= limit else {
        throw SQLError(SQLState("54023"), "cannot have more than \(limit) \(word) arguments")
      }
    }
    var seen: Set<String> = []
    for parameter in parameters where !parameter.name.isEmpty {
      guard seen.insert(parameter.name).inserted else {
        throw SQLError(SQLState("42P13"), "parameter name \"\(parameter.name)\" used more than once")
      }
    }
  }

  /// A body that cannot be read makes no routine.
  private func checkBody(of routine: RoutineEntry, _ binder: Binder) throws(SQLError) {
    guard routine.kind == .function else {
      do throws(SQLError) {
        _ = try SQLParser.parseProcedureBody(routine.body, caseSensitiveIdentifiers: settings.isCaseSensitive)
      } catch {
        var error = error
        // It counts in the body.
        error.position = nil
        throw error
      }
      return
    }
    try binder.checkBody(of: routine)
  }

  /// With the id of the one it replaces.
  private func replacing(_ routine: RoutineEntry, orReplace: Bool, _ context: StatementContext) throws -> RoutineEntry {
    let same = context.catalog.routines(named: routine.name).first {
      $0.inputs.map(\.typeName) == routine.inputs.map(\.typeName)
    }
    guard let same else { return routine }
    guard orReplace && same.kind == routine.kind else {
      throw SQLError(
        SQLState("42723"), "\(same.kind.rawValue) \"\(routine.name.name)\" already exists with same argument types")
    }
    guard same.outputs.map(\.typeName) == routine.outputs.map(\.typeName), same.result == routine.result else {
      throw SQLError(
        SQLState("42P13"), "cannot change return type of existing function",
        hint: "Use DROP \(same.kind.rawValue.uppercased()) first.")
    }
    try requireOwnership(of: same, permission: "CREATE OR REPLACE \(same.kind.rawValue.uppercased())", context)
    var replaced = RoutineEntry(
      id: same.id, kind: routine.kind, name: routine.name, parameters: routine.parameters, body: routine.body,
      owner: same.owner, ownerID: same.ownerID)
    replaced.result = routine.result
    replaced.isNonAtomic = routine.isNonAtomic
    replaced.isSecurityDefiner = routine.isSecurityDefiner
    replaced.volatility = routine.volatility
    replaced.settings = routine.settings
    return replaced
  }

  private func drop(_ reference: RoutineReference, ifExists: Bool, _ context: StatementContext) throws {
    do {
      let routine = try find(reference, context)
      try requireOwnership(of: routine, permission: "DROP \(routine.kind.rawValue.uppercased())", context)
      try context.lock(.name(routine.name), .accessExclusive)
      context.transaction.remove(id: routine.id)
    } catch let error as SQLError where ifExists && error.state == .undefinedFunction {
      context.notices.append(
        Notice("\(reference.kind.rawValue) \(reference.name.last) does not exist, skipping"))
    }
  }

  private func rename(_ reference: RoutineReference, to name: Identifier, _ context: StatementContext) throws
    -> StatementResult
  {
    var routine = try find(reference, context)
    try requireOwnership(of: routine, context)
    routine.name.name = name
    let taken = context.catalog.routines(named: routine.name)
    guard !taken.contains(where: { $0.inputs.map(\.typeName) == routine.inputs.map(\.typeName) }) else {
      throw SQLError(
        SQLState("42723"), "\(routine.kind.rawValue) \"\(name)\" already exists with same argument types")
    }
    context.transaction.put(routine)
    return StatementResult(tag: "ALTER \(reference.kind.rawValue.uppercased())")
  }

  func requireOwnership(of routine: RoutineEntry, permission: String? = nil, _ context: StatementContext)
    throws(SQLError)
  {
    if let permission, may(permission, context) { return }
    guard isSuperuser(context) || routine.ownerID == facts.userID else {
      throw SQLError(.insufficientPrivilege, "must be owner of \(routine.kind.rawValue) \(routine.name.name)")
    }
  }

  private func requireLanguage(_ language: String, _ context: StatementContext) throws(SQLError) {
    let held = context.catalog.access.privileges(of: subject(context), on: .language(language), in: nil)
    guard held.contains(.usage) else { throw denied("language", language) }
  }

  /// The one routine that is meant. 42883 where there is none, 42725 where parentheses would have to tell several
  /// apart.
  func find(_ reference: RoutineReference, _ context: StatementContext) throws -> RoutineEntry {
    let binder = makeBinder(context)
    let kind = reference.kind.rawValue
    let named = binder.names.routines(reference.name.parts).filter { $0.kind.rawValue == kind }
    let written = reference.name.parts.joined(separator: ".")
    guard let parameters = reference.parameters else {
      guard named.count < 2 else { throw SQLError(.ambiguousFunction, "\(kind) name \"\(written)\" is not unique") }
      guard let only = named.first else {
        throw SQLError(.undefinedFunction, "could not find a \(kind) named \"\(written)\"")
      }
      return only
    }
    let types = try parameters.map { parameter throws(SQLError) in try self.parameter(parameter, binder) }
    let inputs = types.filter { $0.mode != .out }.map(\.typeName)
    guard let found = named.first(where: { $0.inputs.map(\.typeName) == inputs }) else {
      throw SQLError(.undefinedFunction, "\(kind) \(written)(\(inputs.joined(separator: ", "))) does not exist")
    }
    return found
  }
}
