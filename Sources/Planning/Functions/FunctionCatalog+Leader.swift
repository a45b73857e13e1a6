import SQLTypes

/// Functions that only Redshift's leader node has, and families that are outside this product (AWS documentation, "SQL
/// functions supported on the leader node").
///
/// CURRENT_TIMESTAMP stands in AWS's list too, but AWS's own procedures insert it beside the columns of users' tables.
extension FunctionCatalog {
  static let leaderOnly: Set<String> = [
    "age", "current_schema", "current_schemas", "current_time", "generate_series",
    "has_database_privilege", "has_schema_privilege", "has_table_privilege", "isfinite", "localtime",
    "localtimestamp", "now",
  ]

  /// Spatial functions and those of models.
  static func isOutsideProduct(_ name: String) -> Bool {
    name.hasPrefix("st_") || name.hasPrefix("h3_") || name == "explain_model"
      || ["addbbox", "dropbbox", "geometrytype", "supportsbbox"].contains(name)
  }

  static let missingTable = SQLError(
    .featureNotSupported, "One or more of the used functions must be applied on at least one user created table.")

  static func refusal(of leaderFunction: String) -> SQLError {
    SQLError(
      .featureNotSupported,
      "Specified types or functions (one per INFO message) not supported on Redshift tables.",
      detail: "Function \"\(leaderFunction)()\" not supported.")
  }
}

extension AggregateFunction {
  /// Whether it runs on compute nodes alone, over a user's tables or Redshift's own (AWS documentation, "Compute
  /// node-only functions").
  var isOfComputeNodes: Bool {
    switch self {
    case .listAggregate, .median, .percentileContinuous, .percentileDiscrete: true
    default: false
    }
  }
}
