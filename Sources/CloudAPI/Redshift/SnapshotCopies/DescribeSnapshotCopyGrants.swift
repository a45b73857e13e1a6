enum DescribeSnapshotCopyGrants: CloudOperation {
  static let name = "DescribeSnapshotCopyGrants"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var grants = context.state.warehouse.copyGrants.values.sorted { $0.name < $1.name }
    if let name = input.text("SnapshotCopyGrantName") { grants = [try context.state.warehouse.copyGrant(name)] }
    grants.removeAll { !WarehouseTags.match($0.tags, input) }
    let page = try CloudPage(grants, input, size: "MaxRecords", marker: "Marker")
    return page.members(
      ["SnapshotCopyGrants": .list("SnapshotCopyGrant", page.elements.map(\.shown))], next: "Marker")
  }
}
