enum AssumeRole: CloudOperation {
  static let name = "AssumeRole"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let arn = try input.required("RoleArn")
    let session = try input.required("RoleSessionName")
    let seconds = try input.integer("DurationSeconds") ?? 3600
    let name = String(arn.split(separator: "/").last ?? "")
    guard arn.contains(":role/"), let role = context.state.identity.roles[name.lowercased()] else {
      throw CloudError(
        "AccessDenied", "User is not authorized to perform: sts:AssumeRole on resource: \(arn)", status: 403)
    }
    return [
      "Credentials": TemporaryCredentials.make(
        &context, for: .role(role.name, session: session), seconds: seconds),
      "AssumedRoleUser": [
        "AssumedRoleId": .text("\(role.id):\(session)"),
        "Arn": .text("arn:aws:sts::\(CloudState.account):assumed-role/\(role.name)/\(session)"),
      ],
      "PackedPolicySize": 6,
    ]
  }
}
