enum GetInstanceProfile: CloudOperation {
  static let name = "GetInstanceProfile"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let identity = context.state.identity
    return ["InstanceProfile": try identity.instanceProfile(input).shown(identity)]
  }
}
