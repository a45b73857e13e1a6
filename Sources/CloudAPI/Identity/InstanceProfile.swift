/// What gives a machine a role.
package struct InstanceProfile: Sendable {
  package var name: String
  package var path: String
  package var id: String
  package var arn: String
  package var created: Int64
  package var tags: [(key: String, value: String)]
  /// The name of its role, of which it has one at most.
  package var role: String?

  func shown(_ state: IdentityState, isListed: Bool = false) -> CloudValue {
    let roles = role.flatMap { state.roles[$0.lowercased()] }.map { [$0.shown(isListed: true)] } ?? []
    return .members([
      "Path": .text(path), "InstanceProfileName": .text(name), "InstanceProfileId": .text(id), "Arn": .text(arn),
      "CreateDate": .time(created), "Roles": .list("member", roles),
      "Tags": isListed ? nil : IdentityTags.shown(tags),
    ])
  }
}

extension IdentityState {
  /// Errors: `NoSuchEntity`.
  func instanceProfile(_ input: CloudInput) throws(CloudError) -> InstanceProfile {
    let name = try input.required("InstanceProfileName")
    guard let profile = instanceProfiles[name.lowercased()] else {
      throw .noSuchEntity("Instance Profile \(name) cannot be found.")
    }
    return profile
  }
}
