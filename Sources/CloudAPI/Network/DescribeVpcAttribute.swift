enum DescribeVpcAttribute: CloudOperation {
  static let name = "DescribeVpcAttribute"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let vpc = try context.state.network.vpc(try input.required("VpcId"))
    let attribute = try input.required("Attribute")
    guard let value = value(attribute, of: vpc) else { throw .invalid("attribute", attribute) }
    try DryRun.check(input)
    return .structure([
      CloudValue.Member("vpcId", .text(vpc.id)), CloudValue.Member(attribute, ["value": .boolean(value)]),
    ])
  }

  private static func value(_ attribute: String, of vpc: Vpc) -> Bool? {
    switch attribute {
    case "enableDnsHostnames": vpc.hasDNSHostnames
    case "enableDnsSupport": vpc.hasDNSSupport
    case "enableNetworkAddressUsageMetrics": vpc.hasUsageMetrics
    default: nil
    }
  }
}
