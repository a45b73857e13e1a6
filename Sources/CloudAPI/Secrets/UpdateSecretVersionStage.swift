/// Moves a staging label from one version to another, puts it on one, or takes it away.
enum UpdateSecretVersionStage: CloudOperation {
  static let name = "UpdateSecretVersionStage"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    var secret = try context.state.secrets.livingSecret(input)
    let stage = try input.required("VersionStage")
    let (source, target) = (input.text("RemoveFromVersionId"), input.text("MoveToVersionId"))
    for id in [source, target].compactMap(\.self) { _ = try secret.version(id) }
    try check(secret.versions.first { $0.stages.contains(stage) }?.id, stage, from: source, to: target)
    secret.move(stage, to: target)
    secret.changed = context.time
    context.state.secrets.secrets[secret.name] = secret
    return ["ARN": .text(secret.arn), "Name": .text(secret.name)]
  }

  /// Whoever moves a label has to know where it is. Errors: `InvalidParameterException`.
  private static func check(
    _ holder: String?, _ stage: String, from source: String?, to target: String?
  ) throws(CloudError) {
    guard source != nil || target != nil else {
      throw .invalidSecret("You must provide either MoveToVersionId or RemoveFromVersionId.")
    }
    guard source == holder || (source == nil && holder == target) else {
      let place = holder.map { "is currently attached to version \($0)" } ?? "isn't attached to a version"
      guard source == nil else {
        throw .invalidSecret("The parameter RemoveFromVersionId isn't valid. Staging label \(stage) \(place).")
      }
      throw .invalidSecret(
        "The parameter RemoveFromVersionId can't be empty. Staging label \(stage) \(place), so you must explicitly "
          + "reference that version in RemoveFromVersionId.")
    }
    guard target != nil || stage != SecretRecord.current else {
      throw .invalidSecret(
        "You can only move staging label AWSCURRENT to a different secret version. It can't be completely removed.")
    }
  }
}
