enum DescribeSecret: CloudOperation {
  static let name = "DescribeSecret"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    try context.state.secrets.secret(try input.required("SecretId")).shown(stages: "VersionIdsToStages")
  }
}
