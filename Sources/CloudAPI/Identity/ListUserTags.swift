enum ListUserTags: CloudOperation {
  static let name = "ListUserTags"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let user = try context.state.identity.user(try input.required("UserName"))
    return try IdentityTags.page(user.tags, input)
  }
}
