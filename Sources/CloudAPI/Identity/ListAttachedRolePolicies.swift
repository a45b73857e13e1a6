enum ListAttachedRolePolicies: CloudOperation {
  static let name = "ListAttachedRolePolicies"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let role = try context.state.identity.role(try input.required("RoleName"))
    return ["AttachedPolicies": .list("member", role.attached.map(PolicyText.attached)), "IsTruncated": false]
  }
}
