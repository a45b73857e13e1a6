enum RotateEncryptionKey: CloudOperation {
  static let name = "RotateEncryptionKey"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var cluster = try context.state.warehouse.cluster(try input.required("ClusterIdentifier"))
    try cluster.requireStatus("available")
    guard cluster.isEncrypted else {
      throw CloudError("UnsupportedOperation", "The cluster \(cluster.identifier) is not encrypted.")
    }
    cluster.status = "rotating-keys"
    return ["Cluster": cluster.shown(context)]
  }
}
