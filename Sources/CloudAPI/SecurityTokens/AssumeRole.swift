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
    try Constraint.check(session, "roleSessionName", 2...64, of: Constraint.names, isLetter: Constraint.isOfName)
    guard var role = context.state.identity.roles.values.first(where: { $0.arn == arn }) else {
      let caller = try context.caller.shown(context.state.identity).arn
      throw CloudError(
        "AccessDenied", "User: \(caller) is not authorized to perform: \(action) on resource: \(arn)", status: 403)
    }
    let seconds = try seconds(input, role, context)
    role.used = (context.time, context.region)
    context.state.identity.roles[role.name.lowercased()] = role
    let caller = CallerIdentity.role(role.name, session: session)
    let (user, id) = try caller.shown(context.state.identity)
    let source = input.text("SourceIdentity").map { [CloudValue.Member("SourceIdentity", .text($0))] } ?? []
    return [
      CloudValue.Member("Credentials", TemporaryCredentials.make(&context, for: caller, seconds: seconds)),
      CloudValue.Member("AssumedRoleUser", ["AssumedRoleId": .text(id), "Arn": .text(user)]),
      CloudValue.Member("PackedPolicySize", 6),
    ] + source
  }

  /// How long the session is good for. Errors: `ValidationError` for longer than the role lets it be.
  private static func seconds(
    _ input: CloudInput, _ role: IdentityState.Role, _ context: CloudContext
  ) throws(CloudError) -> Int {
    let seconds = try input.integer("DurationSeconds") ?? 3600
    try Constraint.check(seconds, "durationSeconds", 900...43_200)
    guard seconds <= role.maximumSession else {
      throw CloudError(
        "ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.")
    }
    if case .role = context.caller, seconds > 3600 {
      throw CloudError(
        "ValidationError",
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.")
    }
    return seconds
  }
}
