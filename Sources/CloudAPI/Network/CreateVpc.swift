enum CreateVpc: CloudOperation {
  static let name = "CreateVpc"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    try input.refuse(
      [
        "Ipv6Pool", "Ipv6CidrBlock", "Ipv4IpamPoolId", "Ipv4NetmaskLength", "Ipv6IpamPoolId", "Ipv6NetmaskLength",
        "Ipv6CidrBlockNetworkBorderGroup", "VpcEncryptionControl",
      ], of: name)
    if try input.flag("AmazonProvidedIpv6CidrBlock") == true {
      try input.refuse(["AmazonProvidedIpv6CidrBlock"], of: name)
    }
    let block = try AddressBlock(input, "CidrBlock")
    guard block.isOfNetworkSize else {
      throw CloudError("InvalidVpc.Range", "The CIDR '\(block.text)' is invalid.")
    }
    let tenancy = input.text("InstanceTenancy") ?? "default"
    guard ["default", "dedicated"].contains(tenancy) else { throw .invalid("instanceTenancy", tenancy) }
    let tags = try input.specifiedTags(for: Vpc.kind)
    try DryRun.check(input)
    let vpc = Vpc(id: context.networkID("vpc"), block: block, tenancy: tenancy)
    context.state.network.add(vpc)
    context.state.network.setTags(tags, of: vpc.id)
    return ["vpc": vpc.shown(context, state: "pending")]
  }
}
