import Catalogs
import Planning
import SQLSyntax
import SQLTypes
import Scheduling

/// One procedure that runs: its variables, and where its statements lead.
///
/// ```
/// run(body) ─ enter a level of variables ─ statements ─ leave
///               └ flow: next │ exit label │ continue label │ return
/// ```
final class ProcedureFrame {
  /// What follows a statement.
  enum Flow {
    case next
    case exit(Identifier?)
    case `continue`(Identifier?)
    case `return`
  }

  let call: ProcedureCall
  let session: Session
  let routine: RoutineEntry
  let variables = ProcedureVariables()
  private let body: ProcedureBlock
  /// Of the last statement of SQL, for GET DIAGNOSTICS.
  var rowCount = 0
  /// What exception blocks are handling, innermost last.
  var handled: [any Error] = []

  init(_ call: ProcedureCall, _ routine: RoutineEntry, _ body: ProcedureBlock, _ inputs: [Value]) throws(SQLError) {
    self.call = call
    session = call.session
    self.routine = routine
    self.body = body
    variables.enter(label: routine.name.name)
    variables.declare(ProcedureVariables.Variable(name: "found", content: .scalar(.bool(false), .boolean)))
    var inputs = inputs[...]
    for (index, parameter) in routine.parameters.enumerated() {
      let value = parameter.mode == .out ? Value.null : inputs.removeFirst()
      let name = "$\(index + 1)"
      variables.declare(
        ProcedureVariables.Variable(
          name: name, content: parameter.isCursor ? .cursor(value, nil) : .scalar(value, parameter.type)))
      if !parameter.name.isEmpty { try variables.declare(parameter.name, for: name) }
    }
  }

  /// Runs the body; gives the values of the outputs.
  func run() throws -> [Value] {
    session.variables = variables
    switch try run(body) {
    case .next, .return: break
    case .exit, .continue: throw SQLError(.syntaxError, "EXIT cannot be used outside a loop")
    }
    return try routine.parameters.indices.filter { routine.parameters[$0].mode != .in }.map {
      try variables.value(of: QualifiedName(["$\($0 + 1)"]))?.value ?? .null
    }
  }

  /// What `$1` and on stand for in the procedure's statements.
  var arguments: [ParameterValue] {
    get throws(SQLError) {
      var values: [ParameterValue] = []
      for index in routine.parameters.indices {
        values.append(try variables.value(of: QualifiedName(["$\(index + 1)"])) ?? ParameterValue(.null, .unknown))
      }
      return values
    }
  }

  func run(_ block: ProcedureBlock) throws -> Flow {
    let depth = variables.depth
    variables.enter(label: block.label)
    defer { variables.leave(to: depth) }
    for declaration in block.declarations { try declare(declaration) }
    guard let handler = block.handler else { return ended(try run(block.statements), block.label) }
    var rest = block.statements[...]
    while true {
      do { return ended(try run(&rest), block.label) } catch {
        guard error.isTrappable else { throw error }
        let flow = try handle(error, handler)
        guard handler.continues, case .next = flow, !rest.isEmpty else { return flow }
      }
    }
  }

  /// EXIT with a block's label goes on behind it.
  private func ended(_ flow: Flow, _ label: Identifier?) -> Flow {
    if case .exit(let target?) = flow, target == label { return .next }
    return flow
  }

  func run(_ statements: [ProcedureStatement]) throws -> Flow {
    var rest = statements[...]
    return try run(&rest)
  }

  /// Takes statements off the front as they begin.
  private func run(_ statements: inout ArraySlice<ProcedureStatement>) throws -> Flow {
    while let statement = statements.popFirst() {
      try call.context.cancellation.check()
      let flow = try run(statement)
      if case .next = flow { continue }
      return flow
    }
    return .next
  }

  /// Runs an exception block. In the default mode what it did is committed, and the error goes on.
  private func handle(_ error: any Error, _ handler: ProcedureBlock.Handler) throws -> Flow {
    let failure = StatementFailure(of: error).error
    session.variables = variables
    try call.beginHandler()
    let depth = variables.depth
    variables.enter(label: nil)
    let message = DataType.varchar(DataType.maximumVarcharLength)
    variables.declare(
      ProcedureVariables.Variable(name: "sqlerrm", content: .scalar(.string(failure.message), message)))
    variables.declare(
      ProcedureVariables.Variable(name: "sqlstate", content: .scalar(.string(failure.state.code), .varchar(5))))
    handled.append(error)
    defer {
      handled.removeLast()
      variables.leave(to: depth)
    }
    let flow = try run(handler.statements)
    if call.autocommits || routine.isNonAtomic && !call.isAtomic { return flow }
    try call.endHandler()
    throw error
  }

  private func run(_ statement: ProcedureStatement) throws -> Flow {
    switch statement.action {
    case .block(let block): return try run(block)
    case .conditional(let branches, let otherwise):
      for branch in branches where try isTrue(branch.conditions[0]) { return try run(branch.statements) }
      return try run(otherwise)
    case .choice(let operand, let branches, let otherwise): return try choose(operand, branches, otherwise)
    case .loop(let loop): return try run(loop)
    case .exit(let label, let condition): return try condition.map(isTrue) ?? true ? .exit(label) : .next
    case .continue(let label, let condition): return try condition.map(isTrue) ?? true ? .continue(label) : .next
    case .return: return .return
    case .raise(let raise): try self.raise(raise, line: statement.line)
    default: try perform(statement.action)
    }
    return .next
  }

  private func choose(
    _ operand: Expression?, _ branches: [ProcedureStatement.Branch], _ otherwise: [ProcedureStatement]?
  ) throws -> Flow {
    let subject = try operand.map { try evaluate($0) }
    for branch in branches {
      for condition in branch.conditions {
        let fits = try subject.map { try isEqual($0, condition) } ?? isTrue(condition)
        if fits { return try run(branch.statements) }
      }
    }
    guard let otherwise else {
      throw SQLError(SQLState("20000"), "case not found", hint: "CASE statement is missing ELSE part.")
    }
    return try run(otherwise)
  }
}

extension Error {
  /// OTHERS is every error but a statement's end from outside.
  fileprivate var isTrappable: Bool {
    !(self is CancellationError) && StatementFailure(of: self).error.state != .queryCanceled
  }
}
