enum ListRoleTags: CloudOperation {
  static let name = "ListRoleTags"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let role = try context.state.identity.role(try input.required("RoleName"))
    return try IdentityTags.page(role.tags, input)
  }
}
