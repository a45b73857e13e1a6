enum AuthorizeSecurityGroupIngress: CloudOperation {
  static let name = "AuthorizeSecurityGroupIngress"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    try SecurityGroupRules.authorize(\.rules, isEgress: false, input, &context)
  }
}
