/// Every key is taken for one of the account, as every signature is.
enum GetAccessKeyInfo: CloudOperation {
  static let name = "GetAccessKeyInfo"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    try Constraint.check(try input.required("AccessKeyId"), "accessKeyId", 16...128)
    return ["Account": .text(CloudState.account)]
  }
}
