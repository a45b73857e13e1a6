enum DescribeVpcPeeringConnections: AbsentResources {
  static let name = "DescribeVpcPeeringConnections"
  static let ids = "VpcPeeringConnectionId"
  static let list = "vpcPeeringConnectionSet"

  static func missing(_ id: String) -> CloudError {
    CloudError("InvalidVpcPeeringConnectionID.NotFound", "The vpcPeeringConnection ID '\(id)' does not exist")
  }
}
