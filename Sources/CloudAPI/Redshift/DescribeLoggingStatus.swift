enum DescribeLoggingStatus: CloudOperation {
  static let name = "DescribeLoggingStatus"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    LoggingRecord.shown(try context.state.warehouse.cluster(try input.required("ClusterIdentifier")).logging)
  }
}
