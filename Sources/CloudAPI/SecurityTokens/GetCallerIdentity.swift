enum GetCallerIdentity: CloudOperation {
  static let name = "GetCallerIdentity"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let account = CloudState.account
    let identity: (arn: String, id: String)
    switch context.caller {
    case .root: identity = ("arn:aws:iam::\(account):root", account)
    case .user(let name):
      let user = try context.state.identity.user(name)
      identity = (user.arn, user.id)
    case .role(let name, let session):
      let id = context.state.identity.roles[name.lowercased()]?.id ?? ""
      identity = ("arn:aws:sts::\(account):assumed-role/\(name)/\(session)", "\(id):\(session)")
    }
    return ["Arn": .text(identity.arn), "UserId": .text(identity.id), "Account": .text(account)]
  }
}
