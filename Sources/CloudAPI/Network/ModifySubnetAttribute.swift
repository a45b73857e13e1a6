enum ModifySubnetAttribute: CloudOperation {
  static let name = "ModifySubnetAttribute"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    try input.refuse(
      [
        "AssignIpv6AddressOnCreation", "MapCustomerOwnedIpOnLaunch", "CustomerOwnedIpv4Pool", "EnableDns64",
        "PrivateDnsHostnameTypeOnLaunch", "EnableResourceNameDnsARecordOnLaunch",
        "EnableResourceNameDnsAAAARecordOnLaunch", "EnableLniAtDeviceIndex", "DisableLniAtDeviceIndex",
      ], of: name)
    var subnet = try context.state.network.subnet(try input.required("SubnetId"))
    guard let isPublic = try input.attribute("MapPublicIpOnLaunch") else {
      throw CloudError("InvalidParameterCombination", "No attributes specified.")
    }
    subnet.givesPublicAddresses = isPublic
    context.state.network.subnets[subnet.id] = subnet
    return ["return": true]
  }
}
