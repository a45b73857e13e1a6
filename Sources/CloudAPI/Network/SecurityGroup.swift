/// Who may reach its members, and whom they may reach; remembered, as nothing is closed.
package struct SecurityGroup: Sendable {
  static let kind = "security-group"

  package var id: String
  package var name: String
  package var description: String
  package var network: String
  /// Who may come in.
  package var rules: [Rule] = []
  /// Where its members may go: everywhere, until that is revoked.
  package var egress = [
    Rule(id: "sgr-0a1b2c3d4e5f60718", network: "0.0.0.0/0", transport: "-1", from: -1, to: -1)
  ]

  /// Whether a VPC began with it: no other may have that name.
  var isDefault: Bool { name == "default" }

  package struct Rule: Hashable, Sendable {
    package var id: String
    package var network: String
    package var transport: String
    package var from: Int
    package var to: Int
    package var description: String?
  }
}
