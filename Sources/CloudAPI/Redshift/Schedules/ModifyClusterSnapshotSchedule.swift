enum ModifyClusterSnapshotSchedule: CloudOperation {
  static let name = "ModifyClusterSnapshotSchedule"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var cluster = try context.state.warehouse.cluster(try input.required("ClusterIdentifier"))
    let schedule = try context.state.warehouse.schedule(try input.required("ScheduleIdentifier"))
    let isLeaving = try input.flag("DisassociateSchedule") ?? false
    guard isLeaving == (cluster.schedule == schedule.name) else {
      throw CloudError(
        "InvalidClusterSnapshotScheduleState",
        "The cluster \(cluster.identifier) is \(isLeaving ? "not" : "already") associated with \(schedule.name).")
    }
    cluster.schedule = isLeaving ? nil : schedule.name
    context.state.warehouse.clusters[cluster.identifier] = cluster
    return .empty
  }
}
