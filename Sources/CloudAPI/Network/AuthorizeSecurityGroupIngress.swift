enum AuthorizeSecurityGroupIngress: CloudOperation {
  static let name = "AuthorizeSecurityGroupIngress"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var group = try context.state.network.group(input)
    let rules = try SecurityGroupRules.read(input, context)
    for rule in rules where group.rules.contains(where: rule.isSame) {
      throw CloudError(
        "InvalidPermission.Duplicate", "the specified rule \"\(rule.words)\" already exists")
    }
    try DryRun.check(input)
    group.rules += rules
    context.state.network.groups[group.id] = group
    return ["return": true, "securityGroupRuleSet": .list("item", rules.map { $0.shown(of: group) })]
  }
}

/// `DryRun` asks only whether the operation would be allowed.
enum DryRun {
  /// Errors: `DryRunOperation`, which says yes.
  static func check(_ input: CloudInput) throws(CloudError) {
    if try input.flag("DryRun") == true {
      throw CloudError("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", status: 412)
    }
  }
}

extension SecurityGroup.Rule {
  fileprivate func shown(of group: SecurityGroup) -> CloudValue {
    .members([
      "securityGroupRuleId": .text(id), "groupId": .text(group.id), "groupOwnerId": .text(CloudState.account),
      "isEgress": false, "ipProtocol": .text(transport), "fromPort": .integer(Int64(from)),
      "toPort": .integer(Int64(to)), "cidrIpv4": .text(network), "description": description.map { .text($0) },
    ])
  }
}
