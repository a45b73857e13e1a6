enum DescribeSnapshotSchedules: CloudOperation {
  static let name = "DescribeSnapshotSchedules"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var schedules = context.state.warehouse.schedules.values.sorted { $0.name < $1.name }
    if let name = input.text("ScheduleIdentifier") { schedules.removeAll { $0.name != name.lowercased() } }
    if let identifier = input.text("ClusterIdentifier") {
      let cluster = try context.state.warehouse.cluster(identifier)
      schedules.removeAll { $0.name != cluster.schedule }
    }
    schedules.removeAll { !WarehouseTags.match($0.tags, input) }
    let page = try CloudPage(schedules, input, size: "MaxRecords", marker: "Marker")
    let shown = page.elements.map { $0.shown(context) }
    return page.members(["SnapshotSchedules": .list("SnapshotSchedule", shown)], next: "Marker")
  }
}
