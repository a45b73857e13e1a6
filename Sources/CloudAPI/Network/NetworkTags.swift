/// Tags of what EC2 has here, by the ids of their resources.
extension NetworkState {
  /// Errors: `InvalidID` for what is none of this network.
  func requireResource(_ id: String) throws(CloudError) {
    guard kind(of: id) != nil else { throw CloudError("InvalidID", "The ID '\(id)' is not valid") }
  }

  /// As EC2 calls the kinds of its resources; nil for what is not there.
  func kind(of id: String) -> String? {
    if groups[id] != nil { return SecurityGroup.kind }
    if vpcs[id] != nil { return Vpc.kind }
    if subnets[id] != nil { return Subnet.kind }
    if gateways[id] != nil { return InternetGateway.kind }
    if routeTables[id] != nil { return RouteTable.kind }
    return vpcs.values.contains { NetworkAcl(of: $0).id == id } ? NetworkAcl.kind : nil
  }

  mutating func setTags(_ added: [(key: String, value: String)], of id: String) {
    tags[id, default: [:]].merge(added.map { ($0.key, $0.value) }) { $1 }
  }

  /// As descriptions show them.
  func tagSet(of id: String) -> CloudValue {
    let all = (tags[id] ?? [:]).sorted { $0.key < $1.key }
    return .list("item", all.map { ["key": .text($0.key), "value": .text($0.value)] })
  }
}

extension CloudInput {
  /// `Tag.1.Key=a&Tag.1.Value=b`
  var networkTags: [(key: String, value: String)] {
    list("Tag").map { ($0.text("Key") ?? "", $0.text("Value") ?? "") }
  }

  /// Those of `TagSpecification` for a resource of this kind that is being made. Errors: `InvalidParameterValue` for
  /// those of another kind.
  func specifiedTags(for kind: String) throws(CloudError) -> [(key: String, value: String)] {
    var tags: [(key: String, value: String)] = []
    for specification in list("TagSpecification") {
      guard let given = specification.text("ResourceType") else {
        throw CloudError("InvalidParameterValue", "Tag specification resource type must have a value")
      }
      guard given == kind else {
        throw CloudError(
          "InvalidParameterValue", "'\(given)' is not a valid taggable resource type for this operation.")
      }
      tags += specification.networkTags
    }
    return tags
  }
}
