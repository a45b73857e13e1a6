/// Puts off maintenance for a while, or no longer. There is none; the window is shown.
enum ModifyClusterMaintenance: CloudOperation {
  static let name = "ModifyClusterMaintenance"
  private static let day: Int64 = 86_400_000_000

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var cluster = try context.state.warehouse.cluster(try input.required("ClusterIdentifier"))
    let days = try input.integer("DeferMaintenanceDuration")
    guard days == nil || input["DeferMaintenanceEndTime"] == nil, 1...60 ~= days ?? 1 else {
      throw CloudError(
        "InvalidParameterCombination", "Either DeferMaintenanceDuration, of 1 to 60 days, or DeferMaintenanceEndTime.")
    }
    if try input.flag("DeferMaintenance") ?? (days != nil || input["DeferMaintenanceEndTime"] != nil) {
      let start = try input.time("DeferMaintenanceStartTime") ?? context.time
      let end = try input.time("DeferMaintenanceEndTime") ?? start + Int64(days ?? 60) * day
      cluster.deferment = ClusterRecord.Deferment(
        id: input.text("DeferMaintenanceIdentifier") ?? "dfm-\(context.uuid.prefix(8))", start: start, end: end)
    } else {
      cluster.deferment = nil
    }
    context.state.warehouse.clusters[cluster.identifier] = cluster
    return ["Cluster": cluster.shown(context)]
  }
}
