enum DescribeInstances: AbsentResources {
  static let name = "DescribeInstances"
  static let ids = "InstanceId"
  static let list = "reservationSet"

  static func missing(_ id: String) -> CloudError {
    CloudError("InvalidInstanceID.NotFound", "The instance ID '\(id)' does not exist")
  }
}
