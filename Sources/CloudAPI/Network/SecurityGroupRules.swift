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
  /// Whether it lets the same in.
  func isSame(as other: SecurityGroup.Rule) -> Bool {
    (network, transport, from, to) == (other.network, other.transport, other.from, other.to)
  }

  /// `peer: 0.0.0.0/0, TCP, from port: 5439, to port: 5439, ALLOW`
  var words: String {
    let ports = transport == "-1" ? "ALL" : "\(transport.uppercased()), from port: \(from), to port: \(to)"
    return "peer: \(network), \(ports), ALLOW"
  }
}
