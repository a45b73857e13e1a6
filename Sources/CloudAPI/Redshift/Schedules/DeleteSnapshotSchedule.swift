enum DeleteSnapshotSchedule: CloudOperation {
  static let name = "DeleteSnapshotSchedule"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let schedule = try context.state.warehouse.schedule(try input.required("ScheduleIdentifier"))
    guard !context.state.warehouse.clusters.values.contains(where: { $0.schedule == schedule.name }) else {
      throw CloudError(
        "InvalidClusterSnapshotScheduleState", "The snapshot schedule \(schedule.name) is associated with a cluster.")
    }
    context.state.warehouse.schedules[schedule.name] = nil
    return .empty
  }
}
