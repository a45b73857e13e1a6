enum RevokeSecurityGroupEgress: CloudOperation {
  static let name = "RevokeSecurityGroupEgress"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    try SecurityGroupRules.revoke(\.egress, input, &context)
  }
}
