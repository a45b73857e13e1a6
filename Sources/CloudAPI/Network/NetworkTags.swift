/// Tags of what EC2 has here, by the ids of their resources.
extension NetworkState {
  /// Errors: `InvalidID` for what is none of this network.
  func requireResource(_ id: String, _ region: String) throws(CloudError) {
    guard kind(of: id, region) != nil else { throw CloudError("InvalidID", "The ID '\(id)' is not valid") }
  }

  /// As EC2 calls the kinds of its resources; nil for what is not there.
  func kind(of id: String, _ region: String) -> String? {
    if groups[id] != nil { return "security-group" }
    if id == Self.defaultNetwork { return "vpc" }
    return Subnet.all(region).contains { $0.id == id } ? "subnet" : nil
  }

  mutating func setTags(_ added: [(key: String, value: String)], of id: String) {
    tags[id, default: [:]].merge(added.map { ($0.key, $0.value) }) { $1 }
  }

  /// As descriptions show them.
  func tagSet(of id: String) -> CloudValue {
    let all = (tags[id] ?? [:]).sorted { $0.key < $1.key }
    return .list("item", all.map { ["key": .text($0.key), "value": .text($0.value)] })
  }
}

extension CloudInput {
  /// `Tag.1.Key=a&Tag.1.Value=b`
  var networkTags: [(key: String, value: String)] {
    list("Tag").map { ($0.text("Key") ?? "", $0.text("Value") ?? "") }
  }

  /// Those of `TagSpecification` for a resource that is being made.
  var specifiedTags: [(key: String, value: String)] { list("TagSpecification").flatMap(\.networkTags) }
}
