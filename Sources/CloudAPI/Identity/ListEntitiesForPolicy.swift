enum ListEntitiesForPolicy: CloudOperation {
  static let name = "ListEntitiesForPolicy"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let arn = try input.required("PolicyArn")
    let (identity, filter) = (context.state.identity, input.text("EntityFilter"))
    try identity.checkPolicy(arn)
    let (usage, prefix) = (input.text("PolicyUsageFilter"), input.text("PathPrefix") ?? "/")
    func isAbout(_ attached: [String], _ boundary: String?, _ path: String) -> Bool {
      let isAttached = attached.contains(arn) && usage ?? "PermissionsPolicy" == "PermissionsPolicy"
      let isBound = boundary == arn && usage ?? "PermissionsBoundary" == "PermissionsBoundary"
      return (isAttached || isBound) && path.hasPrefix(prefix)
    }
    let roles = identity.roles.values.filter {
      isAbout($0.attached, $0.boundary, $0.path) && filter ?? "Role" == "Role"
    }
    let users = identity.users.values.filter {
      isAbout($0.attached, $0.boundary, $0.path) && filter ?? "User" == "User"
    }
    return [
      "PolicyGroups": .list("member", []),
      "PolicyUsers": .list(
        "member", users.sorted { $0.name < $1.name }.map { ["UserName": .text($0.name), "UserId": .text($0.id)] }),
      "PolicyRoles": .list(
        "member", roles.sorted { $0.name < $1.name }.map { ["RoleName": .text($0.name), "RoleId": .text($0.id)] }),
      "IsTruncated": false,
    ]
  }
}
