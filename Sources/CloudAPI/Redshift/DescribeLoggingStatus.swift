enum DescribeLoggingStatus: CloudOperation {
  static let name = "DescribeLoggingStatus"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    _ = try context.state.warehouse.cluster(try input.required("ClusterIdentifier"))
    return ["LoggingEnabled": false]
  }
}
