/// Those of clusters are no interfaces of their own: clusters listen at this machine.
enum DescribeNetworkInterfaces: AbsentResources {
  static let name = "DescribeNetworkInterfaces"
  static let ids = "NetworkInterfaceId"
  static let list = "networkInterfaceSet"

  static func missing(_ id: String) -> CloudError {
    CloudError("InvalidNetworkInterfaceID.NotFound", "The networkInterface ID '\(id)' does not exist")
  }
}
