/// What Secrets Manager remembers.
package struct SecretsState: Sendable {
  /// By name.
  package var secrets: [String: SecretRecord] = [:]

  /// The secret of a name, an ARN, or an ARN without the letters that AWS adds. Errors: `ResourceNotFoundException`.
  func secret(_ id: String) throws(CloudError) -> SecretRecord {
    if let secret = secrets[id] { return secret }
    guard let secret = secrets.values.first(where: { $0.arn == id || $0.arn.dropLast(7) == id }) else {
      throw .resourceNotFound("Secrets Manager can't find the specified secret.")
    }
    return secret
  }

  /// One that is not about to be deleted. Errors: `ResourceNotFoundException`, `InvalidRequestException`.
  func livingSecret(_ input: CloudInput) throws(CloudError) -> SecretRecord {
    let secret = try secret(try input.required("SecretId"))
    guard secret.deletion == nil else {
      throw .invalidRequest(
        "You can't perform this operation on the secret because it was marked for deletion.")
    }
    return secret
  }
}

package struct SecretRecord: Sendable {
  package static let current = "AWSCURRENT"
  private static let previous = "AWSPREVIOUS"

  package enum Value: Hashable, Sendable {
    case text(String)
    /// Base64, as it came.
    case binary(String)
  }

  package struct Version: Sendable {
    package var id: String
    package var value: Value
    package var created: Int64
    package var stages: [String]
  }

  package var name: String
  package var arn: String
  package var description: String?
  package var key: String?
  package var created: Int64
  package var changed: Int64
  /// When it goes, in microseconds since 1970; nil for one that stays.
  package var deletion: Int64?
  package var tags: [(key: String, value: String)]
  /// In the order in which they were made.
  package var versions: [Version] = []

  /// Adds a version; stages that it takes are taken from others, and what was current becomes the previous one.
  mutating func add(_ version: Version) {
    if version.stages.contains(Self.current) {
      for index in versions.indices { versions[index].stages.removeAll { $0 == Self.previous } }
    }
    for index in versions.indices {
      let wasCurrent = versions[index].stages.contains(Self.current) && version.stages.contains(Self.current)
      versions[index].stages.removeAll(where: version.stages.contains)
      if wasCurrent { versions[index].stages.append(Self.previous) }
    }
    versions.append(version)
    changed = version.created
  }

  /// As descriptions and lists show it; `stages` is what they call the versions' stages.
  func shown(stages name: String) -> CloudValue {
    .members([
      "ARN": .text(arn), "Name": .text(self.name), "Description": description.map { .text($0) },
      "KmsKeyId": key.map { .text($0) }, "LastChangedDate": .time(changed), "CreatedDate": .time(created),
      "DeletedDate": deletion.map { .time($0) },
      "Tags": .list("member", tags.map { ["Key": .text($0.key), "Value": .text($0.value)] }),
      name: .structure(
        versions.filter { !$0.stages.isEmpty }.map { version in
          CloudValue.Member(version.id, .list("member", version.stages.map { .text($0) }))
        }),
    ])
  }
}

extension CloudError {
  static func invalidRequest(_ message: String) -> CloudError { CloudError("InvalidRequestException", message) }
}
