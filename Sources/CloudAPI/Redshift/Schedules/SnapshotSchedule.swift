/// When snapshots are to be made. Remembered; nobody makes them.
package struct SnapshotSchedule: Sendable {
  package var name: String
  package var description: String?
  package var definitions: [String]
  package var tags: [(key: String, value: String)]

  func shown(_ context: CloudContext) -> CloudValue {
    let clusters = context.state.warehouse.clusters.values.filter { $0.schedule == name }.map(\.identifier).sorted()
    return .members([
      "ScheduleDefinitions": .list("ScheduleDefinition", definitions.map { .text($0) }),
      "ScheduleIdentifier": .text(name), "ScheduleDescription": description.map { .text($0) },
      "Tags": WarehouseTags.shown(tags), "AssociatedClusterCount": .integer(Int64(clusters.count)),
      "AssociatedClusters": .list(
        "ClusterAssociatedToSchedule",
        clusters.map { ["ClusterIdentifier": .text($0), "ScheduleAssociationState": "ACTIVE"] }),
    ])
  }

  /// What a request gives, such as `rate(12 hours)`. Errors: `InvalidSchedule`.
  static func definitions(_ input: CloudInput) throws(CloudError) -> [String] {
    let definitions = input.texts("ScheduleDefinitions")
    let isWellFormed = definitions.allSatisfy { text in
      (text.hasPrefix("rate(") || text.hasPrefix("cron(")) && text.hasSuffix(")")
    }
    guard !definitions.isEmpty, isWellFormed else {
      throw CloudError("InvalidSchedule", "The schedule definitions \(definitions) are invalid.")
    }
    return definitions
  }
}

extension WarehouseState {
  /// Errors: `SnapshotScheduleNotFound`.
  func schedule(_ name: String) throws(CloudError) -> SnapshotSchedule {
    guard let schedule = schedules[name.lowercased()] else {
      throw CloudError("SnapshotScheduleNotFound", "The snapshot schedule \(name) could not be found.")
    }
    return schedule
  }
}
