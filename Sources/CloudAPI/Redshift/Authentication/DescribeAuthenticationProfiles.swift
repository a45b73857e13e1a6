enum DescribeAuthenticationProfiles: CloudOperation {
  static let name = "DescribeAuthenticationProfiles"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let profiles = context.state.warehouse.authenticationProfiles
    let isOne = input["AuthenticationProfileName"] != nil
    let names = isOne ? [try AuthenticationProfiles.name(input, context)] : profiles.keys.sorted()
    return [
      "AuthenticationProfiles": .list("member", names.map { AuthenticationProfiles.shown($0, profiles[$0]) })
    ]
  }
}
