enum CreateServiceLinkedRole: CloudOperation {
  static let name = "CreateServiceLinkedRole"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let service = try input.required("AWSServiceName")
    let suffix = input.text("CustomSuffix").map { "_" + $0 } ?? ""
    let name = "AWSServiceRoleFor" + PolicyText.capitalized(service) + suffix
    guard context.state.identity.roles[name.lowercased()] == nil else {
      throw CloudError(
        "InvalidInput", "Service role name \(name) has been taken in this account, please try a different suffix.")
    }
    let path = "/aws-service-role/\(service)/"
    let role = IdentityState.Role(
      name: name, path: path, id: context.identifier("AROA"),
      arn: context.arn("iam", "role\(path)\(name)", isRegional: false),
      trust:
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"\(service)\"},"
        + "\"Action\":\"sts:AssumeRole\"}]}",
      description: input.text("Description"), maximumSession: 3600, created: context.time)
    context.state.identity.roles[name.lowercased()] = role
    return ["Role": role.shown()]
  }
}
