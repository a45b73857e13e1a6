enum ListInstanceProfilesForRole: CloudOperation {
  static let name = "ListInstanceProfilesForRole"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let identity = context.state.identity
    let role = try identity.role(try input.required("RoleName"))
    return try ListInstanceProfiles.page(
      identity.instanceProfiles.values.filter { $0.role == role.name }, input, identity)
  }
}
