enum DeleteParameter: CloudOperation {
  static let name = "DeleteParameter"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    guard context.state.parameters.parameters.removeValue(forKey: try input.required("Name")) != nil else {
      throw .parameterNotFound
    }
    return .empty
  }
}
