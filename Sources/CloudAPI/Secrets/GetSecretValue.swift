enum GetSecretValue: CloudOperation {
  static let name = "GetSecretValue"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    try answer(try context.state.secrets.livingSecret(input), input)
  }

  /// The version that `input` asks for: the current one where it asks for none.
  static func answer(_ secret: SecretRecord, _ input: CloudInput) throws(CloudError) -> CloudValue {
    let version = try version(secret, input.text("VersionId"), input.text("VersionStage"))
    return .members([
      "ARN": .text(secret.arn), "Name": .text(secret.name), "VersionId": .text(version.id),
      "SecretString": version.value.text.map { .text($0) }, "SecretBinary": version.value.binary.map { .text($0) },
      "VersionStages": .list("member", version.stages.map { .text($0) }), "CreatedDate": .time(version.created),
    ])
  }

  private static func version(
    _ secret: SecretRecord, _ id: String?, _ stage: String?
  ) throws(CloudError) -> SecretRecord.Version {
    guard let id else {
      let stage = stage ?? SecretRecord.current
      if let version = secret.versions.last(where: { $0.stages.contains(stage) }) { return version }
      throw .noSecretValue("staging label: \(stage)")
    }
    let version = try secret.version(id)
    guard stage.map(version.stages.contains) ?? true else {
      throw .invalidRequest("You provided a VersionStage that is not associated to the provided VersionId.")
    }
    return version
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
