/// Who signed: the account's root for a key that nobody was given here.
enum GetCallerIdentity: CloudOperation {
  static let name = "GetCallerIdentity"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    [
      "Arn": .text("arn:aws:iam::\(CloudState.account):root"), "UserId": .text(CloudState.account),
      "Account": .text(CloudState.account),
    ]
  }
}
