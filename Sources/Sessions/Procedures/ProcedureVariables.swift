import Planning
import SQLSyntax
import SQLTypes

/// The variables of a running procedure, block within block: the innermost of a name is meant.
///
/// ```
/// <<outer>> DECLARE a INT;  BEGIN … DECLARE a INT; BEGIN  a, outer.a  END … END
/// ```
final class ProcedureVariables: VariableScope {
  struct Field {
    var name: String
    var type: DataType
    var value: Value
  }

  struct Variable {
    enum Content {
      case scalar(Value, DataType)
      /// nil before the first row was put into it. `isTyped`: its fields are those of a table's row and keep their
      /// types.
      case record([Field]?, isTyped: Bool)
      /// A cursor's name, and what OPEN opens it for.
      case cursor(Value, BoundCursor?)
    }

    struct BoundCursor {
      var parameters: [(name: String, type: DataType)]
      var query: Query
      var text: String
    }

    var name: String
    var content: Content
    var isConstant = false
    var isNotNull = false
  }

  private struct Level {
    var label: String?
    var indices: [String: Int] = [:]
  }

  private var variables: [Variable] = []
  private var levels: [Level] = []

  /// A variable, or a field of one.
  private struct Target {
    var index: Int
    var field: String?
  }

  /// Variables declared from here on end with `leave`.
  func enter(label: String?) { levels.append(Level(label: label)) }

  func leave() { levels.removeLast() }

  /// How deep blocks are nested: what `leave(to:)` goes back to.
  var depth: Int { levels.count }

  func leave(to depth: Int) { levels.removeSubrange(depth...) }

  @discardableResult
  func declare(_ variable: Variable) -> Int {
    variables.append(variable)
    levels[levels.count - 1].indices[variable.name] = variables.count - 1
    return variables.count - 1
  }

  /// Another name of the same variable. 42601 where there is none.
  func declare(_ alias: String, for name: String) throws(SQLError) {
    levels[levels.count - 1].indices[alias] = try target(QualifiedName([name])).index
  }

  func variable(_ name: QualifiedName) throws(SQLError) -> Variable { variables[try target(name).index] }

  /// What a value has to become to be assigned; nil for a record.
  func type(of name: QualifiedName) throws(SQLError) -> DataType? {
    let target = try target(name)
    switch variables[target.index].content {
    case .scalar(_, let type): return type
    case .cursor: return .text
    case .record(let fields, _):
      guard let field = target.field else { return nil }
      return try self.field(field, of: fields, in: variables[target.index]).type
    }
  }

  /// The value has the variable's type. Throws 22005 for a constant, 22004 for NULL where there may be none.
  func assign(_ value: Value, to name: QualifiedName) throws(SQLError) {
    let target = try target(name)
    var variable = variables[target.index]
    try checkChange(of: variable, isNull: value == .null)
    switch variable.content {
    case .scalar(_, let type): variable.content = .scalar(value, type)
    case .cursor(_, let bound): variable.content = .cursor(value, bound)
    case .record(var fields, let isTyped):
      guard let name = target.field, let index = fields?.firstIndex(where: { $0.name == name }) else {
        throw SQLError(.datatypeMismatch, "cannot assign non-composite value to a row variable")
      }
      fields?[index].value = value
      variable.content = .record(fields, isTyped: isTyped)
    }
    variables[target.index] = variable
  }

  /// A row for a record.
  func assign(_ fields: [Field], to name: QualifiedName) throws(SQLError) {
    let index = try target(name).index
    try checkChange(of: variables[index], isNull: false)
    guard case .record(_, let isTyped) = variables[index].content else {
      throw SQLError(.datatypeMismatch, "\"\(name.last)\" is not a record variable")
    }
    variables[index].content = .record(fields, isTyped: isTyped)
  }

  private func checkChange(of variable: Variable, isNull: Bool) throws(SQLError) {
    if variable.isConstant {
      throw SQLError(SQLState("22005"), "variable \"\(variable.name)\" is declared CONSTANT")
    }
    if variable.isNotNull && isNull {
      throw SQLError(
        SQLState("22004"), "null value cannot be assigned to variable \"\(variable.name)\" declared NOT NULL")
    }
  }

  /// Whether a name is that of a variable or of a record's field.
  func has(_ name: QualifiedName) -> Bool { find(name.parts) != nil }

  private func target(_ name: QualifiedName) throws(SQLError) -> Target {
    if let found = find(name.parts) { return found }
    throw SQLError(.syntaxError, "\"\(name.parts.joined(separator: "."))\" is not a known variable")
  }

  /// `variable`, `record.field`, `label.variable`, `label.record.field`
  private func find(_ parts: [String]) -> Target? {
    for level in levels.reversed() {
      if let index = level.indices[parts[0]] {
        if parts.count == 1 { return Target(index: index) }
        if parts.count == 2, case .record = variables[index].content { return Target(index: index, field: parts[1]) }
      }
      if level.label == parts[0], parts.count > 1, let index = level.indices[parts[1]] {
        return Target(index: index, field: parts.count > 2 ? parts[2] : nil)
      }
    }
    return nil
  }

  private func field(_ name: String, of fields: [Field]?, in variable: Variable) throws(SQLError) -> Field {
    guard let fields else {
      throw SQLError(
        .notInPrerequisite, "record \"\(variable.name)\" is not assigned yet",
        detail: "The tuple structure of a not-yet-assigned record is indeterminate.")
    }
    guard let field = fields.first(where: { $0.name == name }) else {
      throw SQLError(.undefinedColumn, "record \"\(variable.name)\" has no field \"\(name)\"")
    }
    return field
  }

  func value(of name: QualifiedName) throws(SQLError) -> ParameterValue? {
    guard let target = find(name.parts) else { return nil }
    switch variables[target.index].content {
    case .scalar(let value, let type): return ParameterValue(value, type)
    case .cursor(let value, _): return ParameterValue(value, .text)
    case .record(let fields, _):
      if let name = target.field {
        let field = try field(name, of: fields, in: variables[target.index])
        return ParameterValue(field.value, field.type)
      }
      return Self.row(fields ?? [])
    }
  }

  /// A record as a whole: NULL where all of its fields are, else its text.
  private static func row(_ fields: [Field]) -> ParameterValue {
    if fields.allSatisfy({ $0.value == .null }) { return ParameterValue(.null, .unknown) }
    let texts = fields.map { ValueWriter($0.type).text($0.value) ?? "" }
    return ParameterValue(.string("(" + texts.joined(separator: ",") + ")"), .varchar(DataType.maximumVarcharLength))
  }
}
