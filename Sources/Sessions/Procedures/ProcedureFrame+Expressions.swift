import Planning
import SQLSyntax
import SQLTypes

/// Values: expressions, conversions, and what is assigned to variables.
extension ProcedureFrame {
  /// The value of an expression, which may have sub-queries.
  func evaluate(_ expression: Expression) throws -> ParameterValue {
    session.variables = variables
    let context = call.expressionContext
    context.arguments = try arguments
    let binder = session.makeBinder(context)
    let bound = try binder.bindConstant(expression)
    guard binder.tablesRead.isEmpty && binder.viewsRead.isEmpty else { return try query(expression) }
    return ParameterValue(try value(of: bound), bound.type)
  }

  private func value(of bound: BoundExpression) throws -> Value {
    if case .constant(let value, _) = bound { return value }
    return try session.evaluate(bound, call.expressionContext)
  }

  /// An expression that reads tables: as the query it is.
  private func query(_ expression: Expression) throws -> ParameterValue {
    var select = Select()
    select.items = [.expression(expression, alias: nil)]
    let sink = RowSink()
    _ = try execute(.query(Query(.select(select))), "SELECT", arguments: arguments, sink)
    return ParameterValue(sink.row?[0] ?? .null, sink.columns.first?.type ?? .unknown)
  }

  /// A value as a variable of another type takes it: as INSERT does, else as a cast, else by its text.
  func convert(_ value: ParameterValue, to type: DataType) throws -> Value {
    if value.type == type || value.value == .null { return value.value }
    let bound = BoundExpression.constant(value.value, value.type)
    guard FunctionCatalog.canCast(value.type, to: type) else {
      let text = BoundExpression.constant(.string(text(of: value)), .unknown)
      return try self.value(of: FunctionCatalog.cast(text, to: type, .assignment))
    }
    return try self.value(of: FunctionCatalog.cast(bound, to: type, .assignment))
  }

  func evaluate(_ expression: Expression, as type: DataType) throws -> Value {
    try convert(evaluate(expression), to: type)
  }

  /// As a client sees it; `<NULL>` is how RAISE shows NULL.
  func text(of value: ParameterValue) -> String {
    ValueWriter(value.type, session.settings.textStyle).text(value.value) ?? "<NULL>"
  }

  /// NULL is not true.
  func isTrue(_ condition: Expression) throws -> Bool {
    try evaluate(condition, as: .boolean) == .bool(true)
  }

  /// Whether a value equals that of an expression, as `=` sees it.
  func isEqual(_ value: ParameterValue, _ expression: Expression) throws -> Bool {
    let other = try evaluate(expression)
    let equality = try FunctionCatalog.resolve(
      .equal, .constant(value.value, value.type), .constant(other.value, other.type))
    return try self.value(of: equality) == .bool(true)
  }

  /// A variable or a record's field gets a value.
  func assign(_ value: ParameterValue, to name: QualifiedName) throws {
    guard let type = try variables.type(of: name) else {
      throw SQLError(.datatypeMismatch, "cannot assign non-composite value to a row variable")
    }
    try variables.assign(convert(value, to: type), to: name)
  }

  /// A row goes to a record, or to as many variables as it has columns; without a row they become NULL.
  func assign(_ row: [Value]?, _ columns: [OutputColumn], to targets: [QualifiedName]) throws {
    if targets.count == 1, try variables.type(of: targets[0]) == nil {
      return try assignRecord(row, columns, to: targets[0])
    }
    guard columns.count == targets.count else {
      throw SQLError(
        .datatypeMismatch, "number of source and target fields in assignment does not match",
        detail: "\(columns.count) columns are to be assigned to \(targets.count) variables.")
    }
    for (index, target) in targets.enumerated() {
      try assign(ParameterValue(row?[index] ?? .null, columns[index].type), to: target)
    }
  }

  private func assignRecord(_ row: [Value]?, _ columns: [OutputColumn], to name: QualifiedName) throws {
    var fields = columns.enumerated().map { index, column in
      ProcedureVariables.Field(name: column.name, type: column.type, value: row?[index] ?? .null)
    }
    if case .record(let declared?, isTyped: true) = try variables.variable(name).content {
      guard declared.count == fields.count else {
        throw SQLError(.datatypeMismatch, "number of source and target fields in assignment does not match")
      }
      fields = try zip(declared, fields).map { field, given in
        let value = try convert(ParameterValue(given.value, given.type), to: field.type)
        return ProcedureVariables.Field(name: field.name, type: field.type, value: value)
      }
    }
    try variables.assign(fields, to: name)
  }

  func setFound(_ isFound: Bool) throws {
    try variables.assign(.bool(isFound), to: QualifiedName([routine.name.name, "found"]))
  }
}
