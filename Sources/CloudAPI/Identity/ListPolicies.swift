enum ListPolicies: CloudOperation {
  static let name = "ListPolicies"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let scope = input.text("Scope") ?? "All"
    guard ["All", "AWS", "Local"].contains(scope) else { throw .invalid("Scope", scope) }
    var policies = context.state.identity.policies.values.sorted { $0.arn < $1.arn }
    if scope == "AWS" { policies = [] }
    if scope != "Local" {
      policies += try IdentityState.awsPolicies.map { (name) throws(CloudError) in
        try context.state.identity.policy("arn:aws:iam::aws:policy/\(name)")
      }
    }
    let (identity, prefix) = (context.state.identity, input.text("PathPrefix") ?? "/")
    policies = policies.filter { $0.path.hasPrefix(prefix) }
    if try input.flag("OnlyAttached") ?? false { policies = policies.filter { identity.attachments(of: $0.arn) > 0 } }
    switch input.text("PolicyUsageFilter") {
    case nil: break
    case "PermissionsPolicy": policies = policies.filter { identity.attachments(of: $0.arn) > 0 }
    case "PermissionsBoundary": policies = policies.filter { identity.boundaries(of: $0.arn) > 0 }
    case let usage?: throw .invalid("PolicyUsageFilter", usage)
    }
    let page = try CloudPage(policies, input, size: "MaxItems", marker: "Marker")
    let shown = page.elements.map { $0.shown(context, isListed: true) }
    return page.members(["Policies": .list("member", shown)], next: "Marker", flag: "IsTruncated")
  }
}
