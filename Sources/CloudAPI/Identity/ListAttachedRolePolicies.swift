enum ListAttachedRolePolicies: CloudOperation {
  static let name = "ListAttachedRolePolicies"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let role = try context.state.identity.role(try input.required("RoleName"))
    let attached = PolicyText.below(role.attached, input)
    let page = try CloudPage(attached, input, size: "MaxItems", marker: "Marker")
    let policies = page.elements.map(PolicyText.attached)
    return page.members(["AttachedPolicies": .list("member", policies)], next: "Marker", flag: "IsTruncated")
  }
}
