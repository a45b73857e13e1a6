enum CreateRole: CloudOperation {
  static let name = "CreateRole"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let name = try input.required("RoleName")
    let path = input.text("Path") ?? "/"
    guard context.state.identity.roles[name.lowercased()] == nil else {
      throw .entityExists("Role with name \(name) already exists.")
    }
    let role = IdentityState.Role(
      name: name, path: path, id: context.identifier("AROA"),
      arn: context.arn("iam", "role\(path)\(name)", isRegional: false),
      trust: try input.required("AssumeRolePolicyDocument"), description: input.text("Description"),
      maximumSession: try input.integer("MaxSessionDuration") ?? 3600, created: context.time, tags: input.tags)
    context.state.identity.roles[name.lowercased()] = role
    return ["Role": role.shown]
  }
}

extension IdentityState.Role {
  /// As every operation that gives a role shows it.
  var shown: CloudValue {
    .members([
      "Path": .text(path), "RoleName": .text(name), "RoleId": .text(id), "Arn": .text(arn),
      "CreateDate": .time(created),
      "AssumeRolePolicyDocument": .text(PolicyText.encoded(trust)), "Description": description.map { .text($0) },
      "MaxSessionDuration": .integer(Int64(maximumSession)),
      "Tags": tags.isEmpty ? nil : .list("member", tags.map { ["Key": .text($0.key), "Value": .text($0.value)] }),
    ])
  }
}
