enum ListPolicies: CloudOperation {
  static let name = "ListPolicies"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let scope = input.text("Scope") ?? "All"
    var policies = context.state.identity.policies.values.sorted { $0.arn < $1.arn }
    if scope == "AWS" { policies = [] }
    if scope != "Local" {
      policies += try IdentityState.awsPolicies.map { (name) throws(CloudError) in
        try context.state.identity.policy("arn:aws:iam::aws:policy/\(name)")
      }
    }
    let page = try CloudPage(policies, input, size: "MaxItems", marker: "Marker")
    let shown = page.elements.map { $0.shown(context) }
    return page.members(["Policies": .list("member", shown)], next: "Marker", flag: "IsTruncated")
  }
}
