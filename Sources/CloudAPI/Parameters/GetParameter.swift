enum GetParameter: CloudOperation {
  static let name = "GetParameter"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    guard let parameter = context.state.parameters.parameter(try input.required("Name")) else {
      throw .parameterNotFound
    }
    return ["Parameter": parameter.shown(isDecrypted: try input.flag("WithDecryption") ?? false, context)]
  }
}
