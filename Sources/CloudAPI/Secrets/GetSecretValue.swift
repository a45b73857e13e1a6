enum GetSecretValue: CloudOperation {
  static let name = "GetSecretValue"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let secret = try context.state.secrets.livingSecret(input)
    let (id, stage) = (input.text("VersionId"), input.text("VersionStage"))
    let wanted = stage ?? (id == nil ? SecretRecord.current : nil)
    let version = secret.versions.last { version in
      id ?? version.id == version.id && (wanted.map(version.stages.contains) ?? true)
    }
    guard let version else {
      let what = id.map { "VersionId: \($0)" } ?? "staging label: \(wanted ?? "")"
      throw .resourceNotFound("Secrets Manager can't find the specified secret value for \(what)")
    }
    return .members([
      "ARN": .text(secret.arn), "Name": .text(secret.name), "VersionId": .text(version.id),
      "SecretString": version.value.text.map { .text($0) }, "SecretBinary": version.value.binary.map { .text($0) },
      "VersionStages": .list("member", version.stages.map { .text($0) }), "CreatedDate": .time(version.created),
    ])
  }
}

extension SecretRecord.Value {
  var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  var binary: String? {
    if case .binary(let binary) = self { binary } else { nil }
  }
}
