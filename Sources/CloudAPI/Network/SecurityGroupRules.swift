/// The rules that a request names, in the one form (`CidrIp`, `IpProtocol`, `FromPort`, `ToPort`) or the other
/// (`IpPermissions`).
enum SecurityGroupRules {
  static func read(_ input: CloudInput, _ context: CloudContext) throws(CloudError) -> [SecurityGroup.Rule] {
    var rules: [SecurityGroup.Rule] = []
    if let network = input.text("CidrIp") {
      rules.append(try rule(input, network, nil, rules.count, context))
    }
    for permission in input.list("IpPermissions") {
      for range in permission.list("IpRanges") {
        let network = try range.required("CidrIp")
        rules.append(try rule(permission, network, range.text("Description"), rules.count, context))
      }
    }
    guard !rules.isEmpty else {
      throw CloudError("MissingParameter", "The request must contain the parameter ipPermissions")
    }
    return rules
  }

  /// Adds the rules of a request to a group's. Errors: those of `read`; `InvalidPermission.Duplicate`.
  static func authorize(
    _ kind: WritableKeyPath<SecurityGroup, [SecurityGroup.Rule]>, isEgress: Bool, _ input: CloudInput,
    _ context: inout CloudContext
  ) throws(CloudError) -> CloudValue {
    var group = try context.state.network.group(input)
    let rules = try read(input, context)
    for rule in rules where group[keyPath: kind].contains(where: rule.isSame) {
      throw CloudError("InvalidPermission.Duplicate", "the specified rule \"\(rule.words)\" already exists")
    }
    try DryRun.check(input)
    group[keyPath: kind] += rules
    context.state.network.groups[group.id] = group
    return [
      "return": true, "securityGroupRuleSet": .list("item", rules.map { $0.shown(of: group, isEgress: isEgress) }),
    ]
  }

  /// Takes those of a group's rules away that a request names, by their ids or by what they say. Errors: those of
  /// `read`; `InvalidPermission.NotFound`.
  static func revoke(
    _ kind: WritableKeyPath<SecurityGroup, [SecurityGroup.Rule]>, _ input: CloudInput, _ context: inout CloudContext
  ) throws(CloudError) -> CloudValue {
    var group = try context.state.network.group(input)
    let ids = input.texts("SecurityGroupRuleId")
    let rules = ids.isEmpty ? try read(input, context) : []
    let isNamed = { (rule: SecurityGroup.Rule) in ids.contains(rule.id) || rules.contains(where: rule.isSame) }
    guard group[keyPath: kind].contains(where: isNamed) else {
      throw CloudError("InvalidPermission.NotFound", "The specified rule does not exist in this security group.")
    }
    try DryRun.check(input)
    group[keyPath: kind].removeAll(where: isNamed)
    context.state.network.groups[group.id] = group
    return ["return": true]
  }

  private static func rule(
    _ input: CloudInput, _ network: String, _ description: String?, _ number: Int, _ context: CloudContext
  ) throws(CloudError) -> SecurityGroup.Rule {
    let transport = (input.text("IpProtocol") ?? "-1").lowercased()
    let names = ["6": "tcp", "17": "udp", "1": "icmp"]
    return SecurityGroup.Rule(
      id: "sgr-" + context.identifier("").lowercased().prefix(15) + String(number), network: network,
      transport: names[transport] ?? transport, from: try input.integer("FromPort") ?? -1,
      to: try input.integer("ToPort") ?? -1, description: description)
  }
}

extension SecurityGroup.Rule {
  /// As the answer that adds it shows it.
  fileprivate func shown(of group: SecurityGroup, isEgress: Bool) -> CloudValue {
    .members([
      "securityGroupRuleId": .text(id), "groupId": .text(group.id), "groupOwnerId": .text(CloudState.account),
      "isEgress": .boolean(isEgress), "ipProtocol": .text(transport), "fromPort": .integer(Int64(from)),
      "toPort": .integer(Int64(to)), "cidrIpv4": .text(network), "description": description.map { .text($0) },
    ])
  }

  /// Whether it lets the same pass.
  func isSame(as other: SecurityGroup.Rule) -> Bool {
    (network, transport, from, to) == (other.network, other.transport, other.from, other.to)
  }

  /// `peer: 0.0.0.0/0, TCP, from port: 5439, to port: 5439, ALLOW`
  var words: String {
    let ports = transport == "-1" ? "ALL" : "\(transport.uppercased()), from port: \(from), to port: \(to)"
    return "peer: \(network), \(ports), ALLOW"
  }
}
