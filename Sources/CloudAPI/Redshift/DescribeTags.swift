enum DescribeTags: CloudOperation {
  static let name = "DescribeTags"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let state = context.state.warehouse
    var all: [(arn: String, kind: String, tag: (key: String, value: String))] = []
    for cluster in state.clusters.values.sorted(by: { $0.identifier < $1.identifier }) {
      let arn = context.arn("redshift", "cluster:\(cluster.identifier)")
      all += cluster.tags.map { (arn, "Cluster", $0) }
    }
    for snapshot in state.snapshots.values.sorted(by: { $0.identifier < $1.identifier }) {
      let arn = context.arn("redshift", "snapshot:\(snapshot.cluster.identifier)/\(snapshot.identifier)")
      all += snapshot.tags.map { (arn, "Snapshot", $0) }
    }
    if let arn = input.text("ResourceName") { all.removeAll { $0.arn != arn } }
    if let kind = input.text("ResourceType") { all.removeAll { $0.kind.lowercased() != kind.lowercased() } }
    let keys = Set(input.texts("TagKeys"))
    if !keys.isEmpty { all.removeAll { !keys.contains($0.tag.key) } }
    let page = try CloudPage(all, input, size: "MaxRecords", marker: "Marker")
    let shown = page.elements.map { entry -> CloudValue in
      [
        "Tag": ["Key": .text(entry.tag.key), "Value": .text(entry.tag.value)], "ResourceName": .text(entry.arn),
        "ResourceType": .text(entry.kind),
      ]
    }
    return page.members(["TaggedResources": .list("TaggedResource", shown)], next: "Marker")
  }
}
