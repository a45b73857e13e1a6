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
  /// In the order in which they were made.
  package var versions: [Version] = []

  /// Behind the name AWS adds letters that nobody may guess.
  static func arn(_ name: String, _ context: CloudContext) -> String {
    context.arn("secretsmanager", "secret:\(name)-\(context.identifier("").prefix(6).lowercased())")
  }

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
