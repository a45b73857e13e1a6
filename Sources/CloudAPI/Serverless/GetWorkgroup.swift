enum GetWorkgroup: CloudOperation {
  static let name = "GetWorkgroup"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    ["workgroup": try context.state.serverless.workgroup(try input.required("workgroupName")).shown()]
  }
}
