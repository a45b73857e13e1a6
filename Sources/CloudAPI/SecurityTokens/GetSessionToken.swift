enum GetSessionToken: CloudOperation {
  static let name = "GetSessionToken"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    try TemporaryCredentials.refuseSessions(of: context, Self.name)
    let seconds = try input.integer("DurationSeconds") ?? 43_200
    try Constraint.check(seconds, "durationSeconds", 900...129_600)
    return ["Credentials": TemporaryCredentials.make(&context, for: context.caller, seconds: seconds)]
  }
}
