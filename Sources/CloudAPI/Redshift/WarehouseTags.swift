/// What tags are put on: clusters, snapshots, groups and schedules, by their ARNs.
enum WarehouseTags {
  typealias Tags = [(key: String, value: String)]

  static func shown(_ tags: Tags) -> CloudValue {
    .list("Tag", tags.map { ["Key": .text($0.key), "Value": .text($0.value)] })
  }

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
    let resource = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).last.map(String.init) ?? ""
    let parts = resource.split(separator: ":", maxSplits: 1).map(String.init)
    let name = parts.count == 2 ? parts[1] : ""
    let isFound =
      switch parts.first {
      case "cluster": edit(&context.state.warehouse.clusters, name, \.tags, change)
      case "snapshot":
        edit(&context.state.warehouse.snapshots, name.split(separator: "/").last.map(String.init) ?? "", \.tags, change)
      case "subnetgroup": edit(&context.state.warehouse.subnetGroups, name, \.tags, change)
      case "parametergroup": edit(&context.state.warehouse.parameterGroups, name, \.tags, change)
      case "securitygroup": edit(&context.state.warehouse.securityGroups, name, \.tags, change)
      case "snapshotschedule": edit(&context.state.warehouse.schedules, name, \.tags, change)
      default:
        throw CloudError(
          "InvalidParameterValue", "Tagging is not supported for this type of resource: '\(parts.first ?? arn)'")
      }
    guard isFound else {
      let last = name.split(separator: "/").last ?? ""
      throw CloudError("ResourceNotFoundFault", "\(parts[0]) (\(last)) not found.", status: 404)
    }
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

  /// Everything that can have tags: the kind as requests name it, the last part of its ARN, its tags.
  static func all(_ state: WarehouseState) -> [(kind: String, resource: String, tags: Tags)] {
    let clusters = state.clusters.values.map { ("cluster", "cluster:\($0.identifier)", $0.tags) }
    let snapshots = state.snapshots.values.map {
      ("snapshot", "snapshot:\($0.cluster.identifier)/\($0.identifier)", $0.tags)
    }
    let subnets = state.subnetGroups.values.map { ("subnetgroup", "subnetgroup:\($0.name)", $0.tags) }
    let parameters = state.parameterGroups.values.map { ("parametergroup", "parametergroup:\($0.name)", $0.tags) }
    let security = state.securityGroups.values.map { ("securitygroup", "securitygroup:\($0.name)", $0.tags) }
    let schedules = state.schedules.values.map { ("snapshotschedule", "snapshotschedule:\($0.name)", $0.tags) }
    let all = clusters + snapshots + subnets + parameters + security + schedules
    return all.map { (kind: $0.0, resource: $0.1, tags: $0.2) }.sorted { $0.resource < $1.resource }
  }
}
