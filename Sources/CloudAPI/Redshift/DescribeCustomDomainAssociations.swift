/// No cluster has a domain of its own; drivers ask before they log in.
enum DescribeCustomDomainAssociations: CloudOperation {
  static let name = "DescribeCustomDomainAssociations"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    ["Associations": .list("Association", [])]
  }
}
