enum ListInstanceProfiles: CloudOperation {
  static let name = "ListInstanceProfiles"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let identity = context.state.identity
    let prefix = input.text("PathPrefix") ?? "/"
    return try page(identity.instanceProfiles.values.filter { $0.path.hasPrefix(prefix) }, input, identity)
  }

  static func page(
    _ profiles: [InstanceProfile], _ input: CloudInput, _ identity: IdentityState
  ) throws(CloudError) -> CloudValue {
    let sorted = profiles.sorted { $0.name < $1.name }
    let page = try CloudPage(sorted, input, size: "MaxItems", marker: "Marker")
    let shown = page.elements.map { $0.shown(identity, isListed: true) }
    return page.members(["InstanceProfiles": .list("member", shown)], next: "Marker", flag: "IsTruncated")
  }
}
