enum GetServiceLinkedRoleDeletionStatus: CloudOperation {
  static let name = "GetServiceLinkedRoleDeletionStatus"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let task = try input.required("DeletionTaskId")
    guard context.state.identity.deletions.contains(task) else {
      throw .noSuchEntity("The deletion task \(task) cannot be found.")
    }
    return ["Status": "SUCCEEDED"]
  }
}
