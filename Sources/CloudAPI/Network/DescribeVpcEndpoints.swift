enum DescribeVpcEndpoints: AbsentResources {
  static let name = "DescribeVpcEndpoints"
  static let ids = "VpcEndpointId"
  static let list = "vpcEndpointSet"

  static func missing(_ id: String) -> CloudError {
    CloudError("InvalidVpcEndpointId.NotFound", "The Vpc Endpoint Id '\(id)' does not exist")
  }
}
