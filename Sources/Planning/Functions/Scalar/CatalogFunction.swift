import SQLTypes

/// Functions that tell of the catalog's objects by their ids: what clients' queries over PG_CLASS and its kin call.
package enum CatalogFunction: String, Hashable, Sendable, CaseIterable {
  case formatType, expression, viewDefinition, userName, constraintDefinition, indexDefinition, ruleDefinition
  case tableIsVisible, typeIsVisible, functionIsVisible
  case objectDescription, columnDescription, sharedDescription
  case encodingName, columnEncodingName, functionResult, functionArguments
  /// The names of the types of a vector.
  case typeNames
  /// An item of an access control list, and whether a list has one.
  case accessItem, containsAccess
  /// Whether a user has a role or is in a group; whether a role was given another.
  case userMembership, roleMembership

  static let named: [NamedFunction<Self>] = [
    .init("format_type", .formatType, [.oid, .bigint], .fixed(.longestVarchar)),
    .init("pg_get_expr", .expression, [.text, .oid, .boolean], optional: 1, .argument(0)),
    .init("pg_get_viewdef", .viewDefinition, [.relation, .boolean], optional: 1, .fixed(.longestVarchar)),
    .init("pg_get_userbyid", .userName, [.bigint], .fixed(.name)),
    .init("pg_get_constraintdef", .constraintDefinition, [.oid, .boolean], optional: 1, .fixed(.longestVarchar)),
    .init("pg_get_indexdef", .indexDefinition, [.oid, .bigint, .boolean], optional: 2, .fixed(.longestVarchar)),
    .init("pg_get_ruledef", .ruleDefinition, [.oid, .boolean], optional: 1, .fixed(.longestVarchar)),
    .init("pg_table_is_visible", .tableIsVisible, [.oid], .fixed(.boolean)),
    .init("pg_type_is_visible", .typeIsVisible, [.oid], .fixed(.boolean)),
    .init("pg_function_is_visible", .functionIsVisible, [.oid], .fixed(.boolean)),
    .init("obj_description", .objectDescription, [.oid, .text], optional: 1, .fixed(.longestVarchar)),
    .init("col_description", .columnDescription, [.oid, .bigint], .fixed(.longestVarchar)),
    .init("shobj_description", .sharedDescription, [.oid, .text], .fixed(.longestVarchar)),
    .init("pg_encoding_to_char", .encodingName, [.bigint], .fixed(.name)),
    .init("format_encoding", .columnEncodingName, [.bigint], .fixed(.varchar(16))),
    .init("oidvectortypes", .typeNames, [.array], .fixed(.longestVarchar)),
    .init("pg_get_function_result", .functionResult, [.oid], .fixed(.longestVarchar)),
    .init("makeaclitem", .accessItem, [.bigint, .bigint, .bigint, .text, .boolean], .fixed(.catalog(.aclItem))),
    .init("aclcontains", .containsAccess, [.array, .text], .fixed(.boolean)),
    .init("user_is_member_of", .userMembership, [.text, .text], .fixed(.boolean)),
    .init("role_is_member_of", .roleMembership, [.text, .text], .fixed(.boolean)),
    .init(
      "pg_get_function_arguments pg_get_function_identity_arguments", .functionArguments, [.oid],
      .fixed(.longestVarchar)),
  ]
}
