enum GetCallerIdentity: CloudOperation {
  static let name = "GetCallerIdentity"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let (arn, id) = try context.caller.shown(context.state.identity)
    return ["Arn": .text(arn), "UserId": .text(id), "Account": .text(CloudState.account)]
  }
}
