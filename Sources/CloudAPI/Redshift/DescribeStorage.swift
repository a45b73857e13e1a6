/// Snapshots take nothing: tables are versions.
enum DescribeStorage: CloudOperation {
  static let name = "DescribeStorage"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    ["TotalBackupSizeInMegaBytes": 0.0, "TotalProvisionedStorageInMegaBytes": 0.0]
  }
}
