enum RevokeSecurityGroupIngress: CloudOperation {
  static let name = "RevokeSecurityGroupIngress"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    try SecurityGroupRules.revoke(\.rules, input, &context)
  }
}
