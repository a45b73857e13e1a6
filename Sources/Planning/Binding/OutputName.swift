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
    case .member(_, let name): name
    case .element(let value, .literal(.string(let name))): of(value) == anonymous ? anonymous : name
    case .element(let value, _): of(value)
    default: anonymous
    }
  }

  /// NULLIF of a column goes by the column's name.
  private static func ofCall(_ call: FunctionCall) -> String {
    if call.name.last == "nullif", case .column(let name)? = call.arguments.first { return name.last }
    if !call.hasParentheses, let name = momentNames[call.name.last] { return name }
    return FunctionCatalog.outputName(of: call.name.last)
  }

  /// Of the words for the present: what PostgreSQL 8 makes of them (AWS documentation, CURRENT_DATE, SYSDATE).
  private static let momentNames = [
    "current_date": "date", "current_time": "timetz", "current_timestamp": "now", "localtime": "time",
    "localtimestamp": "timestamp", "sysdate": "timestamp",
  ]

  /// The name of what is cast; a constant goes by the last type it gets.
  private static func ofCast(_ operand: Expression, _ type: TypeName) -> String {
    let name: String =
      switch operand {
      case .cast(let inner, _, _): ofCast(inner, type)
      case .typedLiteral: anonymous
      default: of(operand)
      }
    return name == anonymous ? internalName(type) : name
  }

  private static func internalName(_ type: TypeName) -> String {
    switch try? TypeRules.dataType(type) {
    case .char, .charIgnoringCase: "bpchar"
    case let found?: found.internalName
    case nil: type.name
    }
  }
}
