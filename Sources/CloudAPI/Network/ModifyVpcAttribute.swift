enum ModifyVpcAttribute: CloudOperation {
  static let name = "ModifyVpcAttribute"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var vpc = try context.state.network.vpc(try input.required("VpcId"))
    let given = attributes.filter { input[$0.name] != nil }
    guard given.count == 1, let attribute = given.first else {
      throw CloudError(
        "InvalidParameterCombination",
        given.isEmpty
          ? "No attributes specified."
          : "Fields for multiple attribute types specified: \(given.map(\.name).joined(separator: ", "))")
    }
    if let value = try input.attribute(attribute.name) { vpc[keyPath: attribute.path] = value }
    context.state.network.vpcs[vpc.id] = vpc
    return ["return": true]
  }

  private static var attributes: [(name: String, path: WritableKeyPath<Vpc, Bool>)] {
    [
      ("EnableDnsHostnames", \.hasDNSHostnames), ("EnableDnsSupport", \.hasDNSSupport),
      ("EnableNetworkAddressUsageMetrics", \.hasUsageMetrics),
    ]
  }
}
