enum GetPolicyVersion: CloudOperation {
  static let name = "GetPolicyVersion"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let policy = try context.state.identity.policy(try input.required("PolicyArn"))
    return [
      "PolicyVersion": [
        "Document": .text(PolicyText.encoded(policy.document)), "VersionId": "v1", "IsDefaultVersion": true,
        "CreateDate": .time(policy.created),
      ]
    ]
  }
}
