enum GetRole: CloudOperation {
  static let name = "GetRole"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    ["Role": try context.state.identity.role(try input.required("RoleName")).shown(hasLastUse: true)]
  }
}
