enum ModifyAuthenticationProfile: CloudOperation {
  static let name = "ModifyAuthenticationProfile"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let name = try AuthenticationProfiles.name(input, context)
    let content = try input.required("AuthenticationProfileContent")
    context.state.warehouse.authenticationProfiles[name] = content
    return AuthenticationProfiles.shown(name, content)
  }
}
