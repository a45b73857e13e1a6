/// Leave to encrypt copies of snapshots with a key of the region that they go to.
package struct SnapshotCopyGrant: Sendable {
  var name: String
  var key: String?
  var tags: [(key: String, value: String)]

  var shown: CloudValue {
    .members([
      "SnapshotCopyGrantName": .text(name), "KmsKeyId": key.map { .text($0) }, "Tags": WarehouseTags.shown(tags),
    ])
  }
}

extension WarehouseState {
  /// Errors: `SnapshotCopyGrantNotFoundFault`.
  func copyGrant(_ name: String) throws(CloudError) -> SnapshotCopyGrant {
    guard let grant = copyGrants[name.lowercased()] else {
      throw CloudError("SnapshotCopyGrantNotFoundFault", "Snapshot copy grant \(name) not found.")
    }
    return grant
  }
}
