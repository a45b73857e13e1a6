enum DeleteInstanceProfile: CloudOperation {
  static let name = "DeleteInstanceProfile"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let profile = try context.state.identity.instanceProfile(input)
    guard profile.role == nil else {
      throw .deleteConflict("Cannot delete entity, must remove roles from instance profile first.")
    }
    context.state.identity.instanceProfiles[profile.name.lowercased()] = nil
    return .empty
  }
}
