extension CloudInput {
  /// The value that a request gives; nil where it gives none. Errors: `InvalidParameterException` for two.
  func secretValue() throws(CloudError) -> SecretRecord.Value? {
    switch (text("SecretString"), text("SecretBinary")) {
    case (nil, nil): return nil
    case (let text?, nil): return .text(text)
    case (nil, let binary?): return .binary(binary)
    default: throw CloudError("InvalidParameterException", "You can't specify both a binary secret value and a string.")
    }
  }

  /// A version of that value, with the token of the request as its id. Errors: `InvalidParameterException`.
  func secretVersion(
    _ value: SecretRecord.Value, _ context: CloudContext, stages: [String] = [SecretRecord.current]
  ) throws(CloudError) -> SecretRecord.Version {
    let token = text("ClientRequestToken")
    guard 32...64 ~= token?.utf8.count ?? 32 else {
      throw .invalidSecret("ClientRequestToken must be 32-64 characters long.")
    }
    return SecretRecord.Version(id: token ?? context.uuid, value: value, created: context.time, stages: stages)
  }

  /// Errors: `InvalidParameterException` for an option that is none of this house.
  func refuseSecretOptions(_ options: String..., of operation: String) throws(CloudError) {
    for option in options where self[option].map({ $0.text != "false" && !$0.isEmpty }) ?? false {
      throw .invalidSecret("\(option) of \(operation) is not supported yet.")
    }
  }
}

extension CloudError {
  static func invalidSecret(_ message: String) -> CloudError { CloudError("InvalidParameterException", message) }

  static func noSecretValue(_ what: String) -> CloudError {
    .resourceNotFound("Secrets Manager can't find the specified secret value for \(what)")
  }
}
