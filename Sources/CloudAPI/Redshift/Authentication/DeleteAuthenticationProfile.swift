enum DeleteAuthenticationProfile: CloudOperation {
  static let name = "DeleteAuthenticationProfile"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let name = try AuthenticationProfiles.name(input, context)
    context.state.warehouse.authenticationProfiles[name] = nil
    return AuthenticationProfiles.shown(name, nil)
  }
}
