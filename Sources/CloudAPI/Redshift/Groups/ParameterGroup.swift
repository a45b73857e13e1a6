/// Settings for clusters, by name. They are remembered; what runs is not changed by them.
package struct ParameterGroup: Sendable {
  static let families = ["redshift-1.0", "redshift-2.0"]
  static let standard = ParameterGroup(
    name: "default.redshift-1.0", family: "redshift-1.0",
    description: "Default parameter group for redshift-1.0", tags: [])

  package var name: String
  package var family: String
  package var description: String
  package var tags: [(key: String, value: String)]
  /// Of those that are not as the family has them.
  package var values: [String: String] = [:]

  var shown: CloudValue {
    [
      "ParameterGroupName": .text(name), "ParameterGroupFamily": .text(family), "Description": .text(description),
      "Tags": WarehouseTags.shown(tags),
    ]
  }

  /// Of a new group. Errors: `InvalidParameterValue`.
  static func family(_ input: CloudInput) throws(CloudError) -> String {
    let family = try input.required("ParameterGroupFamily")
    guard families.contains(family) else { throw .invalid("ParameterGroupFamily", family) }
    return family
  }
}

extension WarehouseState {
  /// Errors: `ClusterParameterGroupNotFound`.
  func parameterGroup(_ name: String) throws(CloudError) -> ParameterGroup {
    guard let group = parameterGroups[name.lowercased()] else {
      throw CloudError("ClusterParameterGroupNotFound", "ClusterParameterGroup not found: \(name)", status: 404)
    }
    return group
  }

  /// One that may be changed. Errors: `ClusterParameterGroupNotFound`, `InvalidClusterParameterGroupState`.
  func ownParameterGroup(_ name: String) throws(CloudError) -> ParameterGroup {
    let group = try parameterGroup(name)
    guard !group.name.hasPrefix("default.") else {
      throw CloudError(
        "InvalidClusterParameterGroupState", "The default parameter group \(group.name) cannot be changed.")
    }
    return group
  }
}
