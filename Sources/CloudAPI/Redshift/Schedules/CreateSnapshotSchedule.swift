enum CreateSnapshotSchedule: CloudOperation {
  static let name = "CreateSnapshotSchedule"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let name = (input.text("ScheduleIdentifier") ?? "schedule-\(context.uuid.prefix(8))").lowercased()
    guard context.state.warehouse.schedules[name] == nil else {
      throw CloudError("SnapshotScheduleAlreadyExists", "The snapshot schedule \(name) already exists.")
    }
    let schedule = SnapshotSchedule(
      name: name, description: input.text("ScheduleDescription"), definitions: try SnapshotSchedule.definitions(input),
      tags: input.tags)
    if try input.flag("DryRun") != true { context.state.warehouse.schedules[name] = schedule }
    return schedule.shown(context)
  }
}
