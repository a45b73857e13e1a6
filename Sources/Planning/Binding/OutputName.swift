import SQLSyntax
import SQLTypes

/// What an output column without AS is called (sql.md 1.2 "Default output names").
enum OutputName {
  static let anonymous = "?column?"

  static func of(_ expression: Expression) -> String {
    switch expression {
    case .column(let name): name.last
    case .function(let call): ofCall(call)
    case .cast(let operand, let type, _): ofCast(operand, type)
    case .typedLiteral(let type, _, _, _): internalName(type)
    case .conditional: "case"
    case .literal(.boolean): "bool"
    case .atTimeZone: "timezone"
    case .exists: "exists"
    default: anonymous
    }
  }

  /// NULLIF of a column goes by the column's name.
  private static func ofCall(_ call: FunctionCall) -> String {
    if call.name.last == "nullif", case .column(let name)? = call.arguments.first { return name.last }
    return FunctionCatalog.outputName(of: call.name.last)
  }

  /// The name of what is cast; a constant goes by its type.
  private static func ofCast(_ operand: Expression, _ type: TypeName) -> String {
    let name = of(operand)
    return name == anonymous ? internalName(type) : name
  }

  private static func internalName(_ type: TypeName) -> String {
    switch try? TypeRules.dataType(type) {
    case .char: "bpchar"
    case let found?: found.internalName
    case nil: type.name
    }
  }
}
