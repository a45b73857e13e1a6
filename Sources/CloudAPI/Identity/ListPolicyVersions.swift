enum ListPolicyVersions: CloudOperation {
  static let name = "ListPolicyVersions"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let policy = try context.state.identity.policy(try input.required("PolicyArn"))
    let page = try CloudPage(policy.versions.reversed(), input, size: "MaxItems", marker: "Marker")
    let shown = page.elements.map { $0.shown(of: policy, hasDocument: false) }
    return page.members(["Versions": .list("member", shown)], next: "Marker", flag: "IsTruncated")
  }
}
