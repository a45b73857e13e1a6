/// A description of what cannot be made here, so that there is none of it: scripts that clean a VPC up ask for all that
/// may be in one.
protocol AbsentResources: CloudOperation {
  /// The request's member that names some of them.
  static var ids: String { get }
  /// The answer's list of them.
  static var list: String { get }
  /// What is said of one that is named.
  static func missing(_ id: String) -> CloudError
}

extension AbsentResources {
  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    if let id = input.texts(ids).first { throw missing(id) }
    try DryRun.check(input)
    return [list: .list("item", [])]
  }
}
