enum CreateRole: CloudOperation {
  static let name = "CreateRole"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let name = try IdentityNames.name(input, "RoleName")
    let path = try IdentityNames.path(input)
    guard context.state.identity.roles[name.lowercased()] == nil else {
      throw .entityExists("Role with name \(name) already exists.")
    }
    let role = IdentityState.Role(
      name: name, path: path, id: context.identifier("AROA"),
      arn: context.arn("iam", "role\(path)\(name)", isRegional: false),
      trust: try PolicyText.trust(input, "AssumeRolePolicyDocument"),
      description: try IdentityNames.description(input),
      maximumSession: try IdentityState.Role.maximumSession(input) ?? 3600, created: context.time,
      tags: try IdentityTags.put(input), boundary: try context.state.identity.boundary(input))
    context.state.identity.roles[name.lowercased()] = role
    return ["Role": role.shown()]
  }
}

extension IdentityState.Role {
  /// In seconds. Errors: `ValidationError`.
  static func maximumSession(_ input: CloudInput) throws(CloudError) -> Int? {
    guard let seconds = try input.integer("MaxSessionDuration") else { return nil }
    try Constraint.check(seconds, "maxSessionDuration", 3600...43_200)
    return seconds
  }

  /// When it was assumed last: nothing where it was not.
  var lastUse: CloudValue {
    guard let used else { return .empty }
    return ["LastUsedDate": .time(used.time), "Region": .text(used.region)]
  }

  /// Lists leave out what it has besides; `GetRole` alone tells when it was assumed.
  func shown(isListed: Bool = false, hasLastUse: Bool = false) -> CloudValue {
    .members([
      "Path": .text(path), "RoleName": .text(name), "RoleId": .text(id), "Arn": .text(arn),
      "CreateDate": .time(created),
      "AssumeRolePolicyDocument": .text(PolicyText.encoded(trust)), "Description": description.map { .text($0) },
      "MaxSessionDuration": .integer(Int64(maximumSession)),
      "PermissionsBoundary": isListed ? nil : PolicyText.boundary(boundary),
      "Tags": isListed ? nil : IdentityTags.shown(tags), "RoleLastUsed": hasLastUse ? lastUse : nil,
    ])
  }
}
