/// One revision, which every cluster has.
enum DescribeClusterDbRevisions: CloudOperation {
  static let name = "DescribeClusterDbRevisions"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var clusters = context.state.warehouse.clusters.values.sorted { $0.identifier < $1.identifier }
    if let name = input.text("ClusterIdentifier") { clusters = [try context.state.warehouse.cluster(name)] }
    let page = try CloudPage(clusters, input, size: "MaxRecords", marker: "Marker")
    let shown = page.elements.map { cluster -> CloudValue in
      [
        "ClusterIdentifier": .text(cluster.identifier),
        "CurrentDatabaseRevision": .text(ClusterVersion.revision(context)),
        "RevisionTargets": .list("RevisionTarget", []),
      ]
    }
    return page.members(["ClusterDbRevisions": .list("ClusterDbRevision", shown)], next: "Marker")
  }
}
