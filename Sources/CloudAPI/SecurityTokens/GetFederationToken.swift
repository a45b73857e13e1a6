enum GetFederationToken: CloudOperation {
  static let name = "GetFederationToken"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    try TemporaryCredentials.refuseSessions(of: context, Self.name)
    let name = try input.required("Name")
    try Constraint.check(name, "name", 2...32, of: Constraint.names, isLetter: Constraint.isOfName)
    let policy = input.text("Policy") ?? "{}"
    try Constraint.check(policy, "policy", 1...2048)
    let seconds = try input.integer("DurationSeconds") ?? 43_200
    try Constraint.check(seconds, "durationSeconds", 900...129_600)
    let caller = CallerIdentity.federated(name)
    let (arn, id) = try caller.shown(context.state.identity)
    return [
      "Credentials": TemporaryCredentials.make(&context, for: caller, seconds: seconds),
      "FederatedUser": ["FederatedUserId": .text(id), "Arn": .text(arn)], "PackedPolicySize": 6,
    ]
  }
}
