/// What tags are put on: clusters, snapshots, groups and schedules, by their ARNs.
enum WarehouseTags {
  typealias Tags = [(key: String, value: String)]

  static func shown(_ tags: Tags) -> CloudValue { .tags(tags, element: "Tag") }

  /// Whether tags have one of the keys and one of the values that a request asks for, where it asks for any.
  static func match(_ tags: Tags, _ input: CloudInput) -> Bool {
    let (keys, values) = (Set(input.texts("TagKeys")), Set(input.texts("TagValues")))
    return (keys.isEmpty || tags.contains { keys.contains($0.key) })
      && (values.isEmpty || tags.contains { values.contains($0.value) })
  }

  /// Errors: `InvalidParameterValue` for what has no tags, `ResourceNotFoundFault` for what is not there.
  static func change(
    _ arn: String, _ context: inout CloudContext, _ change: (inout Tags) -> Void
  ) throws(CloudError) {
    let (kind, name) = parts(resource(arn))
    let isFound =
      switch kind {
      case "cluster": edit(&context.state.warehouse.clusters, name, \.tags, change)
      case "snapshot":
        edit(&context.state.warehouse.snapshots, name.split(separator: "/").last.map(String.init) ?? "", \.tags, change)
      case "subnetgroup": edit(&context.state.warehouse.subnetGroups, name, \.tags, change)
      case "parametergroup": edit(&context.state.warehouse.parameterGroups, name, \.tags, change)
      case "securitygroup": edit(&context.state.warehouse.securityGroups, name, \.tags, change)
      case "snapshotschedule": edit(&context.state.warehouse.schedules, name, \.tags, change)
      default: false
      }
    guard isFound else { throw absence(of: resource(arn)) }
  }

  /// The last part of an ARN: `cluster:dwh`, whatever region and account stand before it.
  static func resource(_ arn: String) -> String {
    String(arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).last ?? "")
  }

  private static func parts(_ resource: String) -> (kind: String, name: String) {
    let parts = resource.split(separator: ":", maxSplits: 1).map(String.init)
    return (parts.first ?? "", parts.count == 2 ? parts[1] : "")
  }

  private static let kinds: Set = [
    "cluster", "snapshot", "subnetgroup", "parametergroup", "securitygroup", "snapshotschedule",
  ]

  /// `InvalidParameterValue` for what has no tags, `ResourceNotFoundFault` for what is not there.
  static func absence(of resource: String) -> CloudError {
    let (kind, name) = parts(resource)
    guard kinds.contains(kind) else {
      return CloudError("InvalidParameterValue", "Tagging is not supported for this type of resource: '\(kind)'")
    }
    let last = name.split(separator: "/").last ?? ""
    return CloudError("ResourceNotFoundFault", "\(kind) (\(last)) not found.", status: 404)
  }

  private static func edit<Record>(
    _ records: inout [String: Record], _ name: String, _ tags: WritableKeyPath<Record, Tags>,
    _ change: (inout Tags) -> Void
  ) -> Bool {
    guard var record = records[name] else { return false }
    change(&record[keyPath: tags])
    records[name] = record
    return true
  }

  /// Everything that can have tags: the last part of its ARN, which begins with its kind, and its tags.
  static func all(_ state: WarehouseState) -> [(resource: String, tags: Tags)] {
    let clusters = state.clusters.values.map { ("cluster:\($0.identifier)", $0.tags) }
    let snapshots = state.snapshots.values.map { ("snapshot:\($0.cluster.identifier)/\($0.identifier)", $0.tags) }
    let subnets = state.subnetGroups.values.map { ("subnetgroup:\($0.name)", $0.tags) }
    let parameters = state.parameterGroups.values.map { ("parametergroup:\($0.name)", $0.tags) }
    let security = state.securityGroups.values.map { ("securitygroup:\($0.name)", $0.tags) }
    let schedules = state.schedules.values.map { ("snapshotschedule:\($0.name)", $0.tags) }
    let all = clusters + snapshots + subnets + parameters + security + schedules
    return all.map { (resource: $0.0, tags: $0.1) }.sorted { $0.resource < $1.resource }
  }
}
