/// No resize takes so long that it could be cancelled.
enum CancelResize: CloudOperation {
  static let name = "CancelResize"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let cluster = try context.state.warehouse.cluster(try input.required("ClusterIdentifier"))
    throw CloudError("ResizeNotFound", "No resize of cluster \(cluster.identifier) is in progress.", status: 404)
  }
}
