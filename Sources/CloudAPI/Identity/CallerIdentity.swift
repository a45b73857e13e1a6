/// Who signed a request: a user whose key was made here, a role that was assumed, or with any other key the account's
/// root.
package enum CallerIdentity: Hashable, Sendable {
  case root
  case user(String)
  case role(String, session: String)

  /// The name of the database user that this identity is mapped to (AWS documentation, GetClusterCredentialsWithIAM).
  var databaseUser: String {
    switch self {
    case .root: "IAM:root"
    case .user(let name): "IAM:" + name
    case .role(let name, _): "IAMR:" + name
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
}
