/// A service: how its requests and answers look, and what it can do.
package struct CloudService: Sendable {
  /// As in the scope of a signature: `redshift`, `iam`, `ec2`, `sts`, `redshift-data`…
  package var name: String
  package var wire: CloudWire
  package var operations: [any CloudOperation.Type]
  /// Whether its operations run one at a time, since they change the state; others may wait for what they start.
  package var changesState = true
  /// What it says of a member that is missing or cannot be; nil for the query protocol's own codes.
  package var invalidInputCode: String?

  package func operation(_ name: String) -> (any CloudOperation.Type)? { operations.first { $0.name == name } }

  /// All but S3, whose requests are about objects and have no operation's name.
  package static let all: [CloudService] = [
    .warehouse, .serverless, .statements, .identity, .network, .secrets, .parameters, .securityTokens,
  ]
}
