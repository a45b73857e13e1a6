/// A new password for what Redshift manages. Other secrets are rotated by functions of their owner's, which are not run.
enum RotateSecret: CloudOperation {
  static let name = "RotateSecret"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let secret = try context.state.secrets.livingSecret(input)
    try input.refuseSecretOptions(
      "RotationLambdaARN", "RotationRules", "ExternalSecretRotationMetadata", "ExternalSecretRotationRoleArn", of: name)
    guard try input.flag("RotateImmediately") ?? true else {
      throw .invalidSecret("RotateImmediately of RotateSecret is not supported yet.")
    }
    guard secret.owner == "redshift" else {
      throw .invalidRequest("No Lambda rotation function ARN is associated with this secret.")
    }
    let version = try ManagedPassword.rotate(secret, input, &context)
    return ["ARN": .text(secret.arn), "Name": .text(secret.name), "VersionId": .text(version)]
  }
}
