enum GetSessionToken: CloudOperation {
  static let name = "GetSessionToken"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let seconds = try input.integer("DurationSeconds") ?? 43_200
    return ["Credentials": TemporaryCredentials.make(&context, for: context.caller, seconds: seconds)]
  }
}
