/// A setting that parameter groups give clusters (AWS documentation, Amazon Redshift parameter groups).
struct ClusterParameter {
  let name: String
  let standard: String
  let type: String
  let allowed: String
  let description: String
  var isStatic = false

  static let all: [ClusterParameter] = [
    .init(
      name: "auto_analyze", standard: "true", type: "boolean", allowed: "true,false", description: "Use auto analyze"),
    .init(
      name: "auto_mv", standard: "true", type: "boolean", allowed: "true,false",
      description: "Use automated materialized views"),
    .init(
      name: "datestyle", standard: "ISO, MDY", type: "string", allowed: "",
      description: "Sets the display format for date and time values."),
    .init(
      name: "enable_case_sensitive_identifier", standard: "false", type: "boolean", allowed: "true,false",
      description: "Preserve case sensitivity for database identifiers"),
    .init(
      name: "enable_user_activity_logging", standard: "false", type: "boolean", allowed: "true,false",
      description: "parameter for audit logging purpose", isStatic: true),
    .init(
      name: "extra_float_digits", standard: "0", type: "integer", allowed: "-15-2",
      description: "Sets the number of digits displayed for floating-point values"),
    .init(
      name: "max_concurrency_scaling_clusters", standard: "1", type: "integer", allowed: "0-10",
      description: "The maximum concurrency scaling clusters can be used."),
    .init(
      name: "max_cursor_result_set_size", standard: "default", type: "integer", allowed: "0-14400000",
      description: "Sets the max cursor result set size"),
    .init(
      name: "query_group", standard: "default", type: "string", allowed: "",
      description: "This parameter applies a user-defined label to a group of queries."),
    .init(
      name: "require_ssl", standard: "false", type: "boolean", allowed: "true,false",
      description: "require ssl for all databaseconnections", isStatic: true),
    .init(
      name: "search_path", standard: "$user, public", type: "string", allowed: "",
      description: "Sets the schema search order for names that are not schema-qualified."),
    .init(
      name: "statement_timeout", standard: "0", type: "integer", allowed: "0,100-2147483647",
      description: "Aborts any statement that takes over the specified number of milliseconds."),
    .init(
      name: "use_fips_ssl", standard: "false", type: "boolean", allowed: "true,false",
      description: "Use fips ssl library", isStatic: true),
    .init(
      name: "wlm_json_configuration", standard: "[{\"auto_wlm\":true}]", type: "string", allowed: "",
      description: "wlm json configuration", isStatic: true),
  ]

  /// `value`: what a group sets; nil for the family's own.
  func shown(_ value: String? = nil) -> CloudValue {
    .members([
      "ParameterName": .text(name), "ParameterValue": .text(value ?? standard), "Description": .text(description),
      "Source": .text(value == nil ? "engine-default" : "user"), "DataType": .text(type),
      "AllowedValues": allowed.isEmpty ? nil : .text(allowed), "ApplyType": .text(isStatic ? "static" : "dynamic"),
      "IsModifiable": true,
    ])
  }
}
