enum DescribeSecurityGroups: CloudOperation {
  static let name = "DescribeSecurityGroups"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let network = context.state.network
    var groups = network.sortedGroups
    let (ids, names) = (input.texts("GroupId"), input.texts("GroupName"))
    for id in ids where network.groups[id] == nil {
      throw CloudError("InvalidGroup.NotFound", "The security group '\(id)' does not exist")
    }
    let named = try names.map { (name) throws(CloudError) in try network.defaultNetworkGroup(named: name).id }
    if !ids.isEmpty || !names.isEmpty { groups.removeAll { !ids.contains($0.id) && !named.contains($0.id) } }
    let filters = try CloudFilters(input, ["vpc-id", "group-id", "group-name", "description", "owner-id"])
    groups.removeAll { group in
      let properties = [
        "vpc-id": group.network, "group-id": group.id, "group-name": group.name, "description": group.description,
        "owner-id": CloudState.account,
      ]
      return !filters.match(properties, tags: network.tags[group.id])
    }
    let page = try CloudPage(groups, input)
    return page.members(
      ["securityGroupInfo": .list("item", page.elements.map { $0.shown(network) })], next: "nextToken")
  }
}

extension SecurityGroup {
  func shown(_ state: NetworkState) -> CloudValue {
    [
      "ownerId": .text(CloudState.account), "groupId": .text(id), "groupName": .text(name),
      "groupDescription": .text(description), "vpcId": .text(network),
      "ipPermissions": .list("item", rules.map(\.permission)),
      "ipPermissionsEgress": .list("item", egress.map(\.permission)),
      "tagSet": state.tagSet(of: id),
    ]
  }
}

extension SecurityGroup.Rule {
  /// As the group's list shows it.
  var permission: CloudValue {
    let range: CloudValue = .members([
      "cidrIp": .text(network), "description": description.map { .text($0) },
    ])
    return .members([
      "ipProtocol": .text(transport), "fromPort": transport == "-1" ? nil : .integer(Int64(from)),
      "toPort": transport == "-1" ? nil : .integer(Int64(to)), "groups": .list("item", []),
      "ipRanges": .list("item", [range]),
    ])
  }
}
