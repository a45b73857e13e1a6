/// Who signed a request: a user whose key was made here, a role that was assumed, a federated user, or with any other
/// key the account's root.
package enum CallerIdentity: Hashable, Sendable {
  case root
  case user(String)
  case role(String, session: String)
  /// Whom a user has let in by a name of its own.
  case federated(String)

  /// The name of the database user that this identity is mapped to (AWS documentation, GetClusterCredentialsWithIAM).
  var databaseUser: String {
    switch self {
    case .root: "IAM:root"
    case .user(let name), .federated(let name): "IAM:" + name
    case .role(let name, _): "IAMR:" + name
    }
  }

  /// As STS tells who it is. Errors: `NoSuchEntity` for a user who is no more.
  func shown(_ state: IdentityState) throws(CloudError) -> (arn: String, id: String) {
    let account = CloudState.account
    switch self {
    case .root: return ("arn:aws:iam::\(account):root", account)
    case .user(let name):
      let user = try state.user(name)
      return (user.arn, user.id)
    case .role(let name, let session):
      let id = state.roles[name.lowercased()]?.id ?? ""
      return ("arn:aws:sts::\(account):assumed-role/\(name)/\(session)", "\(id):\(session)")
    case .federated(let name): return ("arn:aws:sts::\(account):federated-user/\(name)", "\(account):\(name)")
    }
  }
}

extension CloudContext {
  var caller: CallerIdentity {
    guard let accessKey else { return .root }
    if let session = state.identity.sessions[accessKey] { return session.end > time ? session.caller : .root }
    let owner = state.identity.users.values.first { $0.keys.contains { $0.id == accessKey } }
    return owner.map { .user($0.name) } ?? .root
  }

  /// Whose keys a request is about: of the user that it names, who has the key that it names, or who signed it.
  ///
  /// Errors: `NoSuchEntity`, `MissingParameter` where the account's root asks, whose keys are none of IAM's.
  func keyOwner(_ input: CloudInput) throws(CloudError) -> IdentityState.User {
    if let name = input.text("UserName") { return try state.identity.user(name) }
    if let id = input.text("AccessKeyId") {
      let owner = state.identity.users.values.first { user in user.keys.contains { $0.id == id } }
      guard let owner else { throw .noSuchEntity("The Access Key with id \(id) cannot be found.") }
      return owner
    }
    guard case .user(let name) = caller else { throw .missing("UserName") }
    return try state.identity.user(name)
  }
}
