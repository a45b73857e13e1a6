import Columnar
import Planning
import SQLSyntax
import SQLTypes
import Scheduling

/// OPEN, FETCH, MOVE, CLOSE. The session has one cursor, and its client can fetch from it after the CALL.
extension ProcedureFrame {
  func open(_ name: Identifier, _ source: CursorSource) throws {
    let variable = try variables.variable(QualifiedName([name]))
    guard case .cursor(let value, let bound) = variable.content else {
      throw SQLError(.datatypeMismatch, "variable \"\(name)\" must be of type cursor or refcursor")
    }
    let portal = value == .null ? "<unnamed portal>" : text(of: ParameterValue(value, .text))
    switch source {
    case .query(let query, let text): try open(portal, query, text, arguments)
    case .dynamic(let dynamic): try open(portal, dynamic)
    case .bound(let arguments):
      guard let bound else {
        throw SQLError(.syntaxError, "cursor \"\(name)\" has no query: it needs OPEN … FOR")
      }
      try open(portal, bound, arguments)
    }
    try variables.assign(.string(portal), to: QualifiedName([name]))
  }

  private func open(_ portal: String, _ query: Query, _ text: String, _ arguments: [ParameterValue]) throws {
    // It may outlive the CALL: what ends that does not end it, and its own end is not the CALL's.
    let context = session.makeContext(.query(query), text, CollectingSink(), arguments)
    context.transaction = call.transaction
    guard session.cursor?.name != portal else {
      throw SQLError(.duplicateCursor, "cursor \"\(portal)\" already in use")
    }
    try session.openCursor(portal, query, context)
  }

  private func open(_ portal: String, _ dynamic: DynamicStatement) throws {
    let text = try evaluate(dynamic.text)
    guard text.value != .null else { throw SQLError(SQLState("22004"), "cannot EXECUTE a null querystring") }
    let values = try dynamic.arguments.map { try evaluate($0) }
    let query = try SQLParser.parseQuery(
      self.text(of: text), caseSensitiveIdentifiers: session.settings.isCaseSensitive)
    session.variables = nil
    defer { session.variables = variables }
    try open(portal, query, self.text(of: text), values)
  }

  /// A cursor's parameters are variables of its query.
  private func open(_ portal: String, _ bound: ProcedureVariables.Variable.BoundCursor, _ arguments: [Expression])
    throws
  {
    guard arguments.count == bound.parameters.count else {
      throw SQLError(
        .syntaxError,
        arguments.count < bound.parameters.count ? "not enough arguments for cursor" : "too many arguments for cursor")
    }
    var values: [Value] = []
    for (argument, parameter) in zip(arguments, bound.parameters) {
      values.append(try evaluate(argument, as: parameter.type))
    }
    let depth = variables.depth
    variables.enter(label: nil)
    defer { variables.leave(to: depth) }
    for (value, parameter) in zip(values, bound.parameters) {
      variables.declare(
        ProcedureVariables.Variable(name: parameter.name, content: .scalar(value, parameter.type)))
    }
    try open(portal, bound.query, bound.text, self.arguments)
  }

  func fetch(_ movement: CursorMovement, into targets: [QualifiedName]) throws {
    let cursor = try cursor(movement.cursor)
    let sink = RowSink()
    let count = try session.move(cursor, movement.distance, call.expressionContext) { sink.receive($0) }
    try assign(sink.row, cursor.columns, to: targets)
    try setFound(count > 0)
  }

  func move(_ movement: CursorMovement) throws {
    let cursor = try cursor(movement.cursor)
    let count = try session.move(cursor, movement.distance, call.expressionContext) { _ in }
    try setFound(count > 0)
  }

  func close(_ name: Identifier) throws {
    _ = try cursor(name)
    session.closeCursor()
  }

  /// The open cursor that a variable names. Throws 34000.
  private func cursor(_ name: Identifier) throws -> SQLCursor {
    let variable = try variables.variable(QualifiedName([name]))
    guard case .cursor(let value, _) = variable.content else {
      throw SQLError(.datatypeMismatch, "variable \"\(name)\" must be of type cursor or refcursor")
    }
    return try session.openCursor(named: value == .null ? name : text(of: ParameterValue(value, .text)))
  }
}
