/// What tags are put on: clusters and snapshots, by their ARNs.
enum WarehouseTags {
  typealias Tags = [(key: String, value: String)]

  /// Errors: `ResourceNotFoundFault` for what is not there.
  static func change(
    _ arn: String, _ context: inout CloudContext, _ change: (inout Tags) -> Void
  ) throws(CloudError) {
    let resource = arn.split(separator: ":", maxSplits: 5).last.map(String.init) ?? ""
    if let name = after("cluster:", resource), var cluster = context.state.warehouse.clusters[name] {
      change(&cluster.tags)
      context.state.warehouse.clusters[name] = cluster
    } else if let name = after("snapshot:", resource)?.split(separator: "/").last.map(String.init),
      var snapshot = context.state.warehouse.snapshots[name]
    {
      change(&snapshot.tags)
      context.state.warehouse.snapshots[name] = snapshot
    } else {
      throw CloudError("ResourceNotFoundFault", "The resource \(arn) could not be found.", status: 404)
    }
  }

  private static func after(_ prefix: String, _ text: String) -> String? {
    text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : nil
  }
}
