enum DeleteSubnet: CloudOperation {
  static let name = "DeleteSubnet"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let subnet = try context.state.network.subnet(try input.required("SubnetId"))
    guard !context.state.isInUse(subnet) else { throw subnet.dependencyViolation }
    try DryRun.check(input)
    context.state.network.remove(subnet)
    return ["return": true]
  }
}
