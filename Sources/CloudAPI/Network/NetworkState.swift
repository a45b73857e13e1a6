/// What EC2 remembers: the network that every account begins with, and the security groups in it.
package struct NetworkState: Sendable {
  package static let defaultNetwork = "vpc-0a1b2c3d4e5f60718"
  package static let defaultGroup = "sg-0a1b2c3d4e5f60718"

  /// By id.
  package var groups: [String: SecurityGroup] = [
    defaultGroup: SecurityGroup(
      id: defaultGroup, name: "default", description: "default VPC security group", network: defaultNetwork)
  ]

  /// By the ids of what they are of.
  package var tags: [String: [String: String]] = [:]

  /// The default one first: scripts take the first that they are given.
  var sortedGroups: [SecurityGroup] {
    let others = groups.values.filter { $0.id != Self.defaultGroup }.sorted { $0.id < $1.id }
    return (groups[Self.defaultGroup].map { [$0] } ?? []) + others
  }

  /// Errors: `InvalidGroup.NotFound`, `MissingParameter` where neither an id nor a name is given.
  func group(_ input: CloudInput) throws(CloudError) -> SecurityGroup {
    if let id = input.text("GroupId") {
      guard let group = groups[id] else {
        throw CloudError("InvalidGroup.NotFound", "The security group '\(id)' does not exist")
      }
      return group
    }
    let name = try input.required("GroupName")
    guard let group = groups.values.first(where: { $0.name == name }) else {
      throw CloudError(
        "InvalidGroup.NotFound", "The security group '\(name)' does not exist in default VPC '\(Self.defaultNetwork)'")
    }
    return group
  }
}

package struct SecurityGroup: Sendable {
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

  package struct Rule: Hashable, Sendable {
    package var id: String
    package var network: String
    package var transport: String
    package var from: Int
    package var to: Int
    package var description: String?
  }
}

extension CloudPage {
  /// As EC2 asks for one. Errors: `InvalidParameterValue` for a token that no answer gave.
  init(_ all: [Element], _ input: CloudInput) throws(CloudError) {
    try self.init(all, input, size: "MaxResults", marker: "NextToken", most: 1000)
  }
}
