enum ModifySnapshotSchedule: CloudOperation {
  static let name = "ModifySnapshotSchedule"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var schedule = try context.state.warehouse.schedule(try input.required("ScheduleIdentifier"))
    schedule.definitions = try SnapshotSchedule.definitions(input)
    context.state.warehouse.schedules[schedule.name] = schedule
    return schedule.shown(context)
  }
}
