import Planning
import SQLSyntax
import SQLTypes

/// DECLARE: each time a block is entered, its variables begin anew.
extension ProcedureFrame {
  func declare(_ declaration: VariableDeclaration) throws {
    if case .alias(let name) = declaration.kind { return try variables.declare(declaration.name, for: name) }
    let content = try content(of: declaration)
    // Its own name still means the variable of an outer block there.
    let initial = try declaration.initial.map(evaluate)
    variables.declare(ProcedureVariables.Variable(name: declaration.name, content: content))
    let name = QualifiedName([declaration.name])
    if let initial { try assign(initial, to: name) }
    guard declaration.isConstant || declaration.isNotNull else { return }
    if declaration.isNotNull, try variables.value(of: name)?.value ?? .null == .null {
      throw SQLError(
        SQLState("22004"), "variable \"\(declaration.name)\" declared NOT NULL cannot default to NULL")
    }
    var variable = try variables.variable(name)
    variable.isConstant = declaration.isConstant
    variable.isNotNull = declaration.isNotNull
    variables.declare(variable)
  }

  private func content(of declaration: VariableDeclaration) throws -> ProcedureVariables.Variable.Content {
    let binder = session.makeBinder(call.expressionContext)
    switch declaration.kind {
    case .scalar(let type): return .scalar(.null, try binder.dataType(type).ofVariable(declaration.name))
    case .typeOf(let name): return .scalar(.null, try type(of: name, binder))
    case .rowOf(let table):
      let fields = try columns(of: table, binder).map {
        ProcedureVariables.Field(name: $0.name, type: $0.type, value: .null)
      }
      return .record(fields, isTyped: true)
    case .record: return .record(nil, isTyped: false)
    case .cursor: return .cursor(.null, nil)
    case .boundCursor(let parameters, let query, let text):
      let typed = try parameters.map { ($0.name, try binder.dataType($0.type).ofVariable($0.name)) }
      return .cursor(
        .string(declaration.name), ProcedureVariables.Variable.BoundCursor(parameters: typed, query: query, text: text))
    case .alias: preconditionFailure("an alias has no content of its own")
    }
  }

  /// `variable%TYPE`, `table.column%TYPE`
  private func type(of name: QualifiedName, _ binder: Binder) throws -> DataType {
    if let known = try? variables.type(of: name) { return known }
    let table = QualifiedName(Array(name.parts.dropLast()), position: name.position)
    guard !table.parts.isEmpty, let column = try columns(of: table, binder).first(where: { $0.name == name.last })
    else {
      throw SQLError(.undefinedColumn, "column \"\(name.parts.joined(separator: "."))\" does not exist")
    }
    return column.type
  }

  private func columns(of table: QualifiedName, _ binder: Binder) throws -> [OutputColumn] {
    var select = Select()
    select.items = [.star(qualifier: nil, position: 0)]
    select.from = [.table(table, alias: nil)]
    return try binder.bindTyped(Query(.select(select))).columns
  }
}

extension DataType {
  /// The same, as the type of a variable or an argument; 0A000 for arrays, which Redshift has in its catalogs alone.
  func ofVariable(_ name: String) throws(SQLError) -> DataType {
    guard case .catalog(.array) = self else { return self }
    throw SQLError(.featureNotSupported, "Variable \"\(name)\" has unsupported type \"\(familyName)\".")
  }
}
