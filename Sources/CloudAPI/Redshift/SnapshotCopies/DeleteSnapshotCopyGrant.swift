enum DeleteSnapshotCopyGrant: CloudOperation {
  static let name = "DeleteSnapshotCopyGrant"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let grant = try context.state.warehouse.copyGrant(try input.required("SnapshotCopyGrantName"))
    guard !context.state.warehouse.clusters.values.contains(where: { $0.settings.copy?.grant == grant.name }) else {
      throw CloudError("InvalidSnapshotCopyGrantStateFault", "Snapshot copy grant \(grant.name) is used by a cluster.")
    }
    context.state.warehouse.copyGrants[grant.name] = nil
    return .empty
  }
}
