enum ListAttachedRolePolicies: CloudOperation {
  static let name = "ListAttachedRolePolicies"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let role = try context.state.identity.role(try input.required("RoleName"))
    let policies = role.attached.map { arn -> CloudValue in
      ["PolicyName": .text(String(arn.split(separator: "/").last ?? "")), "PolicyArn": .text(arn)]
    }
    return ["AttachedPolicies": .list("member", policies), "IsTruncated": false]
  }
}
