enum AuthorizeSecurityGroupEgress: CloudOperation {
  static let name = "AuthorizeSecurityGroupEgress"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    try SecurityGroupRules.authorize(\.egress, isEgress: true, input, &context)
  }
}
