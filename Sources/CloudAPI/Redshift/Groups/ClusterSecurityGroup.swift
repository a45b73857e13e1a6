/// Who may come in to clusters outside of a network, as older scripts say it. Nobody is kept out by it.
package struct ClusterSecurityGroup: Sendable {
  static let standard = ClusterSecurityGroup(name: "default", description: "default", tags: [])

  package var name: String
  package var description: String
  package var tags: [(key: String, value: String)]
  package var ranges: [String] = []
  /// Names and owners of EC2's groups.
  package var groups: [Member] = []

  package struct Member: Hashable, Sendable {
    package var name: String
    package var owner: String
  }

  var shown: CloudValue {
    [
      "ClusterSecurityGroupName": .text(name), "Description": .text(description),
      "EC2SecurityGroups": .list(
        "EC2SecurityGroup",
        groups.map {
          [
            "Status": "authorized", "EC2SecurityGroupName": .text($0.name),
            "EC2SecurityGroupOwnerId": .text($0.owner),
          ]
        }), "IPRanges": .list("IPRange", ranges.map { ["Status": "authorized", "CIDRIP": .text($0)] }),
      "Tags": WarehouseTags.shown(tags),
    ]
  }

  /// Whom a request names: one of both. Errors: `InvalidParameterCombination`.
  static func source(_ input: CloudInput) throws(CloudError) -> (range: String?, group: Member?) {
    let group = input.text("EC2SecurityGroupName").map {
      Member(name: $0, owner: input.text("EC2SecurityGroupOwnerId") ?? CloudState.account)
    }
    let range = input.text("CIDRIP")
    guard (range == nil) != (group == nil) else {
      throw CloudError(
        "InvalidParameterCombination", "Either CIDRIP or EC2SecurityGroupName must be given, and not both.")
    }
    return (range, group)
  }
}

extension WarehouseState {
  /// Errors: `ClusterSecurityGroupNotFound`.
  func securityGroup(_ input: CloudInput) throws(CloudError) -> ClusterSecurityGroup {
    try securityGroup(try input.required("ClusterSecurityGroupName"))
  }

  func securityGroup(_ name: String) throws(CloudError) -> ClusterSecurityGroup {
    let name = name.lowercased()
    guard let group = securityGroups[name] else {
      throw CloudError("ClusterSecurityGroupNotFound", "Security group \(name) not found.", status: 404)
    }
    return group
  }
}
