/// What a VPC begins with goes with it; what was added to it must be gone before.
enum DeleteVpc: CloudOperation {
  static let name = "DeleteVpc"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let vpc = try context.state.network.vpc(try input.required("VpcId"))
    guard !context.state.network.isUsed(vpc) else { throw vpc.dependencyViolation }
    try DryRun.check(input)
    context.state.network.remove(vpc)
    return ["return": true]
  }
}
