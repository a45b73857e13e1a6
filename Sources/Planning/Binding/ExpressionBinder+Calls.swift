import SQLSyntax
import SQLTypes

/// Calls: scalar functions at once, aggregates and window functions as placeholders for their SELECT.
extension ExpressionBinder {
  func bindCall(_ call: FunctionCall) throws(SQLError) -> BoundExpression {
    try located(call.name.position) { () throws(SQLError) in
      if call.window != nil { return try bindWindow(call) }
      if call.isStar || FunctionCatalog.isAggregate(call.name.last) { return try bindAggregate(call) }
      if FunctionCatalog.isWindow(call.name.last) {
        throw SQLError(.windowingError, "window function call requires an OVER clause")
      }
      if FunctionCatalog.isSet(call.name.last) { return try bindSet(call) }
      return try bindScalar(call)
    }
  }

  private func bindScalar(_ call: FunctionCall) throws(SQLError) -> BoundExpression {
    noteLeaderFunction(call.name.last)
    let arguments = try bind(all: call.arguments)
    // A schema other than the system's names a function of the user's.
    let isOfSystem = call.name.qualifier.map { $0 == "pg_catalog" } ?? true
    if isOfSystem, let bound = try FunctionCatalog.resolve(call.name.last, arguments) { return bound }
    if let bound = try bindUserFunction(call, arguments) { return bound }
    if !call.hasParentheses { throw scope.undefined(call.name) }
    if isOfSystem && FunctionCatalog.isOutsideProduct(call.name.last) {
      throw .notSupported("function \(call.name.last)")
    }
    throw FunctionCatalog.undefined(
      call.name.parts.joined(separator: "."), arguments,
      nearest: EditDistance.nearest(to: call.name.last, among: FunctionCatalog.names))
  }

  /// A DEFAULT is computed apart from the rows.
  func noteLeaderFunction(_ name: Identifier) {
    guard clause != .constant, FunctionCatalog.leaderOnly.contains(name) else { return }
    binder.leaderFunctions.append(name)
  }

  private func bindAggregate(_ call: FunctionCall) throws(SQLError) -> BoundExpression {
    if let frame = scope.frame, try isAboutOutside(call) {
      return frame.slot(for: try frame.binder.bindAggregate(call))
    }
    guard let select, clause.allowsAggregates else { throw aggregateRefusal(nil) }
    let bound = try aggregate(call)
    if let known = select.aggregates.firstIndex(of: bound) { return .placeholder(.aggregate(known), bound.type) }
    select.aggregates.append(bound)
    try PlanningCost.check(entries: select.aggregates.count)
    return .placeholder(.aggregate(select.aggregates.count - 1), bound.type)
  }

  /// Whether an aggregate reads only columns of queries outside: it is then an aggregate of theirs, as in PostgreSQL.
  private func isAboutOutside(_ call: FunctionCall) throws(SQLError) -> Bool {
    guard !call.arguments.isEmpty else { return false }
    let frames = scope.frames
    let before = frames.map(\.parameters)
    defer { for (frame, parameters) in zip(frames, before) { frame.parameters = parameters } }
    let probe = ExpressionBinder(binder, scope: scope, clause: .aggregateArgument, select: select)
    let arguments = try probe.bindArguments(of: call)
    return arguments.contains { $0.contains(where: \.isParameter) } && arguments.allSatisfy(\.columns.isEmpty)
  }

  private func aggregate(_ call: FunctionCall) throws(SQLError) -> AggregateCall {
    let inner = ExpressionBinder(binder, scope: scope, clause: .aggregateArgument, select: select)
    var order: [SortKey] = []
    for item in call.orderWithin { order.append(SortKey(item, try inner.bind(item.expression))) }
    let arguments = try inner.bindArguments(of: call)
    guard
      let bound = try FunctionCatalog.aggregate(
        call.name.last, arguments, isStar: call.isStar, isDistinct: call.isDistinct, order: order)
    else { throw SQLError(.undefinedFunction, "function \(call.name.last) is not an aggregate function") }
    if bound.function.isOfComputeNodes { binder.usesComputeFunctions = true }
    try noteValueOrder(of: bound.function, arguments, order)
    return bound
  }

  /// The aggregates of a SELECT that sort their values all sort them alike.
  private func noteValueOrder(
    of function: AggregateFunction, _ arguments: [BoundExpression], _ order: [SortKey]
  ) throws(SQLError) {
    let values: [SortKey]
    switch function {
    case .listAggregate, .percentileContinuous: values = order
    case .median: values = arguments.map { SortKey($0) }
    default: return
    }
    guard let select, !values.isEmpty else { return }
    guard select.valueOrder == nil || select.valueOrder == values else {
      throw SQLError(
        .featureNotSupported, "within group ORDER BY clauses for aggregate functions must be the same")
    }
    select.valueOrder = values
  }

  /// Of an aggregate or a window function: COUNT takes `t.*`, which is NULL where an outer join found no row of `t`.
  private func bindArguments(of call: FunctionCall) throws(SQLError) -> [BoundExpression] {
    guard call.name.last == "count", !call.isDistinct, call.arguments.count == 1,
      case .wholeRow(let name) = call.arguments[0]
    else { return try bind(all: call.arguments) }
    if let marker = scope.rowMarker(name) { return [marker] }
    if scope.hasRelation(name.last) || scope.frames.contains(where: { $0.outside.hasRelation(name.last) }) {
      throw .notSupported("COUNT(\(name.last).*) of the table that the statement changes")
    }
    throw SQLError(
      .undefinedTable, "missing FROM-clause entry for table \"\(name.last)\"", position: name.position)
  }

  /// An aggregate where none may stand.
  func aggregateRefusal(_ position: Int?) -> SQLError {
    let text =
      clause == .aggregateArgument
      ? "aggregate function calls may not be nested" : "aggregates not allowed in \(clause.rawValue)"
    return SQLError(.groupingError, text, position: position)
  }

  /// A window function where none may stand.
  func windowRefusal(_ position: Int?) -> SQLError {
    switch clause {
    case .aggregateArgument:
      SQLError(.groupingError, "aggregate function calls may not contain window functions", position: position)
    case .windowArgument: SQLError(.windowingError, "window function calls may not be nested", position: position)
    default:
      SQLError(.windowingError, "window functions not allowed in \(clause.rawValue)", position: position)
    }
  }

  private func bindWindow(_ call: FunctionCall) throws(SQLError) -> BoundExpression {
    guard let select, let specification = call.window, clause.allowsWindows else { throw windowRefusal(nil) }
    let inner = ExpressionBinder(binder, scope: scope, clause: .windowArgument, select: select)
    var order: [SortKey] = []
    for item in specification.orderBy {
      if case .literal(.string) = item.expression {
        throw SQLError(.syntaxError, "string constants are not allowed in the ORDER BY of a window")
      }
      order.append(SortKey(item, try inner.bind(item.expression)))
    }
    var bound = try windowCall(call, inner)
    bound.partition = try inner.bind(all: specification.partitionBy)
    if bound.order.isEmpty { bound.order = order }
    bound.frame = try frame(specification, bound.function)
    bound.ignoresNulls = call.ignoresNulls ?? false
    select.windows.append(bound)
    try PlanningCost.check(entries: select.windows.count)
    return .placeholder(.window(select.windows.count - 1), bound.type)
  }

  private func windowCall(_ call: FunctionCall, _ inner: ExpressionBinder) throws(SQLError) -> WindowCall {
    var order: [SortKey] = []
    for item in call.orderWithin { order.append(SortKey(item, try inner.bind(item.expression))) }
    let found = try FunctionCatalog.window(
      call.name.last, inner.bindArguments(of: call), isStar: call.isStar, isDistinct: call.isDistinct, order: order)
    guard let found else { throw SQLError(.undefinedFunction, "window function \(call.name.last) does not exist") }
    if case .aggregate(let function) = found.function, function.isOfComputeNodes { binder.usesComputeFunctions = true }
    // Behind WITHIN GROUP: the order of the values, which is the only one that such a call has.
    return WindowCall(
      found.function, found.arguments, isDistinct: call.isDistinct, partition: [], order: order, frame: nil,
      type: found.type)
  }

  /// The frame clause; an aggregate with an ORDER BY must have one (sql.md 1.2 "Window frames").
  private func frame(_ specification: WindowSpecification, _ function: WindowCall.Function) throws(SQLError)
    -> WindowCall.Frame?
  {
    if let frame = specification.frame {
      return WindowCall.Frame(start: bound(frame.start), end: bound(frame.end))
    }
    if case .aggregate = function, !specification.orderBy.isEmpty {
      throw SQLError(
        .syntaxError, "Aggregate window functions with an ORDER BY clause require a frame clause")
    }
    return nil
  }

  private func bound(_ bound: WindowFrame.Bound) -> WindowCall.Frame.Bound {
    switch bound {
    case .unboundedPreceding, .unboundedFollowing: .unbounded
    case .currentRow: .offset(0)
    case .preceding(let rows): .offset(-rows)
    case .following(let rows): .offset(rows)
    }
  }
}
