/// Brings the default VPC back, with the ids it had.
enum CreateDefaultVpc: CloudOperation {
  static let name = "CreateDefaultVpc"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    guard context.state.network.vpcs[NetworkState.defaultNetwork] == nil else {
      throw CloudError(
        "DefaultVpcAlreadyExists", "A Default VPC already exists for this account in this region.")
    }
    try DryRun.check(input)
    context.state.network.addDefault()
    let vpc = try context.state.network.vpc(NetworkState.defaultNetwork)
    return ["vpc": vpc.shown(context, state: "pending")]
  }
}
