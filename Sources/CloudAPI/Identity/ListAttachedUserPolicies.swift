enum ListAttachedUserPolicies: CloudOperation {
  static let name = "ListAttachedUserPolicies"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let user = try context.state.identity.user(try input.required("UserName"))
    return ["AttachedPolicies": .list("member", user.attached.map(PolicyText.attached)), "IsTruncated": false]
  }
}
