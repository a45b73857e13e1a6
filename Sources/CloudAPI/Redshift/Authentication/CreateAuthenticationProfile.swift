enum CreateAuthenticationProfile: CloudOperation {
  static let name = "CreateAuthenticationProfile"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let name = try input.required("AuthenticationProfileName")
    guard context.state.warehouse.authenticationProfiles[name] == nil else {
      throw CloudError(
        "AuthenticationProfileAlreadyExistsFault", "An authentication profile with the name \(name) already exists.")
    }
    let content = try input.required("AuthenticationProfileContent")
    context.state.warehouse.authenticationProfiles[name] = content
    return AuthenticationProfiles.shown(name, content)
  }
}
