enum DescribeClusters: CloudOperation {
  static let name = "DescribeClusters"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var clusters = context.state.warehouse.clusters.values.sorted { $0.identifier < $1.identifier }
    if let identifier = input.text("ClusterIdentifier") {
      clusters = [try context.state.warehouse.cluster(identifier)]
    }
    clusters.removeAll { !WarehouseTags.match($0.tags, input) }
    let page = try CloudPage(clusters, input, size: "MaxRecords", marker: "Marker")
    let shown = page.elements.map { $0.shown(context) }
    return page.members(["Clusters": .list("Cluster", shown)], next: "Marker")
  }
}
