enum AssumeRole: CloudOperation {
  static let name = "AssumeRole"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    .structure(try answer(input, action: "sts:AssumeRole", &context))
  }

  /// What every way to assume a role answers. Errors: `AccessDenied` for a role that nobody made.
  static func answer(
    _ input: CloudInput, action: String, _ context: inout CloudContext
  ) throws(CloudError) -> [CloudValue.Member] {
    let arn = try input.required("RoleArn")
    let session = try input.required("RoleSessionName")
    let seconds = try input.integer("DurationSeconds") ?? 3600
    guard let role = context.state.identity.roles.values.first(where: { $0.arn == arn }) else {
      throw CloudError("AccessDenied", "User is not authorized to perform: \(action) on resource: \(arn)", status: 403)
    }
    let caller = CallerIdentity.role(role.name, session: session)
    return [
      CloudValue.Member("Credentials", TemporaryCredentials.make(&context, for: caller, seconds: seconds)),
      CloudValue.Member(
        "AssumedRoleUser",
        [
          "AssumedRoleId": .text("\(role.id):\(session)"),
          "Arn": .text("arn:aws:sts::\(CloudState.account):assumed-role/\(role.name)/\(session)"),
        ]), CloudValue.Member("PackedPolicySize", 6),
    ]
  }
}
