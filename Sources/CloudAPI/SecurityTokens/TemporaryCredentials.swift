import SQLTypes

/// Keys that are good for a while, and whose they are.
enum TemporaryCredentials {
  static func make(_ context: inout CloudContext, for caller: CallerIdentity, seconds: Int) -> CloudValue {
    let (key, end) = (context.accessKeyID("ASIA"), context.time + Int64(seconds) * 1_000_000)
    let now = context.time
    context.state.identity.sessions = context.state.identity.sessions.filter { $0.value.end > now }
    context.state.identity.sessions[key] = IdentityState.Session(caller: caller, end: end)
    return [
      "AccessKeyId": .text(key), "SecretAccessKey": .text(context.secretAccessKey),
      "SessionToken": .text(Base64.text(context.nonce + context.nonce)), "Expiration": .time(end),
    ]
  }

  /// Errors: `AccessDenied` for who has such keys already: an operation of users alone.
  static func refuseSessions(of context: CloudContext, _ operation: String) throws(CloudError) {
    guard let key = context.accessKey, context.state.identity.sessions[key] != nil else { return }
    throw CloudError("AccessDenied", "Cannot call \(operation) with session credentials", status: 403)
  }
}

extension CloudContext {
  /// Twenty letters, of which the first four tell the kind.
  func accessKeyID(_ prefix: String) -> String { String(identifier(prefix).prefix(20)) }

  /// Forty letters.
  var secretAccessKey: String { Base64.text(Array((nonce + nonce.reversed()).prefix(30))) }
}
