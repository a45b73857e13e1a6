/// Names of unaliased results (sql.md 1.2, "Default output names").
extension FunctionCatalog {
  /// The column name of an unaliased call: the function's name, or the name underneath it.
  package static func outputName(of name: String) -> String {
    switch name {
    case "nvl", "ifnull", "isnull": "coalesce"
    case "dateadd": "date_add"
    case "datediff": "date_diff"
    case "date_part", "datepart": "pgdate_part"
    case "extract": "date_part"
    case "trim": "btrim"
    case "user": "current_user"
    case "decode", "nvl2", "nullif": "case"
    default: name
    }
  }
}
