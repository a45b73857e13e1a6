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

  /// A version of that value, with the token of the request as its id.
  func secretVersion(
    _ value: SecretRecord.Value, _ context: CloudContext, stages: [String] = [SecretRecord.current]
  ) -> SecretRecord.Version {
    SecretRecord.Version(
      id: text("ClientRequestToken") ?? context.uuid, value: value, created: context.time, stages: stages)
  }
}
