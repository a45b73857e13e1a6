enum DescribeClusterSnapshots: CloudOperation {
  static let name = "DescribeClusterSnapshots"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var snapshots = context.state.warehouse.snapshots.values.sorted { $0.identifier < $1.identifier }
    if let name = input.text("SnapshotIdentifier") { snapshots = [try context.state.warehouse.snapshot(name)] }
    if let cluster = input.text("ClusterIdentifier") {
      snapshots.removeAll { $0.cluster.identifier != cluster.lowercased() }
    }
    if input.text("SnapshotType") == "automated" { snapshots = [] }
    let page = try CloudPage(snapshots, input, size: "MaxRecords", marker: "Marker")
    return page.members(["Snapshots": .list("Snapshot", page.elements.map { $0.shown(context) })], next: "Marker")
  }
}
