/// What Redshift asks of a cluster's names and numbers (API reference, CreateCluster).
enum ClusterRules {
  /// In lower case. Errors: `InvalidParameterValue`.
  static func identifier(_ text: String) throws(CloudError) -> String {
    let name = text.lowercased()
    let isWellFormed =
      (1...63).contains(name.utf8.count) && name.first?.isLetter == true && !name.hasSuffix("-")
      && !name.contains("--") && name.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
    guard isWellFormed else {
      throw CloudError(
        "InvalidParameterValue",
        "The parameter ClusterIdentifier is not a valid identifier. Identifiers must begin with a letter; must contain "
          + "only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens."
      )
    }
    return name
  }

  /// The master user's password. Errors: `MissingParameter`, `InvalidParameterValue` for one that is too weak.
  static func password(_ input: CloudInput) throws(CloudError) -> String {
    let password = try input.required("MasterUserPassword")
    let bytes = Array(password.utf8)
    let hasAll =
      bytes.contains { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 }
      && bytes.contains { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 } && bytes.contains(where: isDigit)
    guard (8...64).contains(bytes.count), hasAll, !bytes.contains(where: { "'\"\\/@ ".utf8.contains($0) }) else {
      throw CloudError(
        "InvalidParameterValue",
        "The parameter MasterUserPassword is not a valid password. It must be 8 to 64 printable ASCII characters other "
          + "than / \\ ' \" @ and space, with an uppercase letter, a lowercase letter and a number.")
    }
    return password
  }

  /// Of the largest cluster there is (management guide, "Amazon Redshift provisioned clusters").
  private static let mostNodes = 128

  /// One node where the type says so, else as many as asked for, two at least.
  static func nodeCount(_ input: CloudInput) throws(CloudError) -> Int {
    let count = try input.integer("NumberOfNodes")
    if let count, !(1...mostNodes ~= count) { throw .invalid("NumberOfNodes", String(count)) }
    switch input.text("ClusterType") ?? (count == nil ? "single-node" : "multi-node") {
    case "single-node":
      guard count ?? 1 == 1 else {
        throw CloudError("InvalidParameterCombination", "Number of nodes for cluster type single-node must be 1.")
      }
      return 1
    case "multi-node":
      guard let count, count >= 2 || input.text("ClusterType") == nil else {
        throw CloudError(
          "InvalidParameterCombination",
          "Number of nodes for cluster type multi-node must be greater than or equal to 2.")
      }
      return count
    default:
      throw CloudError(
        "InvalidParameterValue", "Invalid cluster type. Cluster type can be one of multi-node or single-node")
    }
  }

  /// Gives the cluster the nodes that a request asks for, where it asks for any. Errors: those of `nodeCount`.
  static func resize(_ cluster: inout ClusterRecord, _ input: CloudInput) throws(CloudError) {
    if let type = input.text("NodeType") { cluster.nodeType = type }
    if input["ClusterType"] != nil || input["NumberOfNodes"] != nil { cluster.nodeCount = try nodeCount(input) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
  private static func isLetter(_ byte: UInt8) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte }
}
