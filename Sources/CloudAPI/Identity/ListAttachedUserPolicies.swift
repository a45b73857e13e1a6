enum ListAttachedUserPolicies: CloudOperation {
  static let name = "ListAttachedUserPolicies"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let user = try context.state.identity.user(try input.required("UserName"))
    let attached = PolicyText.below(user.attached, input)
    let page = try CloudPage(attached, input, size: "MaxItems", marker: "Marker")
    let policies = page.elements.map(PolicyText.attached)
    return page.members(["AttachedPolicies": .list("member", policies)], next: "Marker", flag: "IsTruncated")
  }
}
