enum CreateSnapshotCopyGrant: CloudOperation {
  static let name = "CreateSnapshotCopyGrant"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let name = try input.required("SnapshotCopyGrantName").lowercased()
    guard context.state.warehouse.copyGrants[name] == nil else {
      throw CloudError("SnapshotCopyGrantAlreadyExistsFault", "Snapshot copy grant \(name) already exists.")
    }
    let grant = SnapshotCopyGrant(name: name, key: input.text("KmsKeyId"), tags: input.tags)
    context.state.warehouse.copyGrants[name] = grant
    return ["SnapshotCopyGrant": grant.shown]
  }
}
