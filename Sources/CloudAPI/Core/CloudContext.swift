import SQLTypes

/// What an operation runs in: the state it may change, and what it is told of the world.
package struct CloudContext {
  package var state: CloudState
  /// Microseconds since 1970.
  package let time: Int64
  package let region: String
  /// Of the signature; nil for a request without one.
  package let accessKey: String?
  /// Sixteen random bytes: what identifiers are made of that nobody may guess.
  package let nonce: [UInt8]
  package let clusters: any ClusterHost
  package let statements: any StatementHost

  package init(
    state: CloudState, time: Int64, region: String, accessKey: String?, nonce: [UInt8], clusters: any ClusterHost,
    statements: any StatementHost
  ) {
    self.state = state
    self.time = time
    self.region = region
    self.accessKey = accessKey
    self.nonce = nonce
    self.clusters = clusters
    self.statements = statements
  }

  package func arn(_ service: String, _ resource: String, isRegional: Bool = true) -> String {
    "arn:aws:\(service):\(isRegional ? region : ""):\(CloudState.account):\(resource)"
  }

  /// Of the nonce, in the look of a UUID.
  package var uuid: String { UUIDText.text(nonce) }

  /// An identifier as AWS makes them: a prefix that tells the kind, and letters that nobody may guess.
  package func identifier(_ prefix: String) -> String { prefix + Digest.hex(nonce).uppercased().prefix(17) }
}
