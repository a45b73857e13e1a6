enum GetPolicy: CloudOperation {
  static let name = "GetPolicy"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    ["Policy": try context.state.identity.policy(try input.required("PolicyArn")).shown(context)]
  }
}
