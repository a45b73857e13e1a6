enum GetRolePolicy: CloudOperation {
  static let name = "GetRolePolicy"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let role = try context.state.identity.role(try input.required("RoleName"))
    let name = try input.required("PolicyName")
    guard let document = role.inline[name] else {
      throw .noSuchEntity("The role policy with name \(name) cannot be found.")
    }
    return [
      "RoleName": .text(role.name), "PolicyName": .text(name), "PolicyDocument": .text(PolicyText.encoded(document)),
    ]
  }
}
