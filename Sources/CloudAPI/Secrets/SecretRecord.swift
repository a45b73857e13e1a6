/// A secret with its versions.
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
  /// A JSON document about who may do what with it.
  package var policy: String?
  /// In the order in which they were made.
  package var versions: [Version] = []

  /// Behind the name AWS adds letters that nobody may guess.
  static func arn(_ name: String, _ context: CloudContext) -> String {
    context.arn("secretsmanager", "secret:\(name)-\(context.identifier("").prefix(6).lowercased())")
  }

  /// The service that made it by itself.
  var owner: String? { tags.first { $0.key == "aws:secretsmanager:owningService" }?.value }

  /// Adds a version with its stages, which are taken from others; a secret's first one is always current.
  ///
  /// A version of the same id and value is there already, and stays as it is.
  /// Errors: `ResourceExistsException` for the id of a version with another value.
  @discardableResult
  mutating func add(_ version: Version) throws(CloudError) -> Version {
    if let known = versions.first(where: { $0.id == version.id }) {
      guard known.value == version.value else {
        throw CloudError(
          "ResourceExistsException",
          "You can't use ClientRequestToken \(version.id) because that value is already in use for a version of "
            + "secret \(arn).")
      }
      return known
    }
    var (added, stages) = (version, version.stages)
    if versions.isEmpty && !stages.contains(Self.current) { stages.append(Self.current) }
    added.stages = []
    versions.append(added)
    for stage in stages { move(stage, to: added.id) }
    changed = version.created
    added.stages = stages
    return added
  }

  /// Takes a stage from the version that has it and gives it to another; what was current becomes the previous one.
  mutating func move(_ stage: String, to target: String?) {
    let holder = versions.first { $0.stages.contains(stage) }?.id
    guard holder != target else { return }
    if stage == Self.current, let holder { move(Self.previous, to: holder) }
    for index in versions.indices {
      versions[index].stages.removeAll { $0 == stage }
      if versions[index].id == target { versions[index].stages.append(stage) }
    }
  }

  /// Errors: `ResourceNotFoundException`.
  func version(_ id: String) throws(CloudError) -> Version {
    guard let version = versions.first(where: { $0.id == id }) else { throw .noSecretValue("VersionId: \(id)") }
    return version
  }

  /// As descriptions and lists show it; `stages` is what they call the versions' stages.
  func shown(stages name: String) -> CloudValue {
    let staged = versions.filter { !$0.stages.isEmpty }.map { version in
      CloudValue.Member(version.id, .list("member", version.stages.map { .text($0) }))
    }
    return .members([
      "ARN": .text(arn), "Name": .text(self.name), "Description": description.map { .text($0) },
      "KmsKeyId": key.map { .text($0) }, "LastChangedDate": .time(changed), "CreatedDate": .time(created),
      "DeletedDate": deletion.map { .time($0) }, "OwningService": owner.map { .text($0) },
      "Tags": tags.isEmpty ? nil : .tags(tags),
      name: staged.isEmpty ? nil : .structure(staged),
    ])
  }
}
