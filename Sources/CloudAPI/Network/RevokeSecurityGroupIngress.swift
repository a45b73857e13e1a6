enum RevokeSecurityGroupIngress: CloudOperation {
  static let name = "RevokeSecurityGroupIngress"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var group = try context.state.network.group(input)
    let ids = input.texts("SecurityGroupRuleId")
    let rules = ids.isEmpty ? try SecurityGroupRules.read(input, context) : []
    let isNamed = { (rule: SecurityGroup.Rule) in ids.contains(rule.id) || rules.contains(where: rule.isSame) }
    guard group.rules.contains(where: isNamed) else {
      throw CloudError(
        "InvalidPermission.NotFound", "The specified rule does not exist in this security group.")
    }
    try DryRun.check(input)
    group.rules.removeAll(where: isNamed)
    context.state.network.groups[group.id] = group
    return ["return": true]
  }
}
