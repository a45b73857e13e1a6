enum GetNamespace: CloudOperation {
  static let name = "GetNamespace"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    ["namespace": try context.state.serverless.namespace(try input.required("namespaceName")).shown()]
  }
}
