enum PutParameter: CloudOperation {
  static let name = "PutParameter"
  private static let types: Set<String> = ["String", "StringList", "SecureString"]

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let (name, value) = (try input.required("Name"), try input.required("Value"))
    for option in ["AllowedPattern", "Policies"] where input.text(option) != nil {
      throw CloudError("ValidationException", "\(option) of PutParameter is not supported yet.")
    }
    let old = context.state.parameters.parameters[name]
    let overwrites = try input.flag("Overwrite") ?? false
    guard old == nil || overwrites else {
      throw CloudError(
        "ParameterAlreadyExists",
        "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.")
    }
    guard let type = input.text("Type") ?? old?.type else {
      throw CloudError("ValidationException", "A parameter type is required when you create a parameter.")
    }
    guard types.contains(type) else {
      throw CloudError("UnsupportedParameterType", "The parameter type isn't supported.")
    }
    let parameter = ParameterRecord(
      name: name, value: value, type: type, description: input.text("Description") ?? old?.description,
      version: (old?.version ?? 0) + 1, changed: context.time)
    context.state.parameters.parameters[name] = parameter
    return ["Version": .integer(Int64(parameter.version)), "Tier": "Standard"]
  }
}
