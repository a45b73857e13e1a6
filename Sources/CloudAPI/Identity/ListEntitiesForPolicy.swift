enum ListEntitiesForPolicy: CloudOperation {
  static let name = "ListEntitiesForPolicy"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let arn = try input.required("PolicyArn")
    let (identity, filter) = (context.state.identity, input.text("EntityFilter"))
    try identity.checkPolicy(arn)
    let roles = identity.roles.values.filter { $0.attached.contains(arn) && filter ?? "Role" == "Role" }
    let users = identity.users.values.filter { $0.attached.contains(arn) && filter ?? "User" == "User" }
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
