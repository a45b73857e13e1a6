import SQLTypes

/// Keys that are good for a while, and whose they are.
enum TemporaryCredentials {
  static func make(_ context: inout CloudContext, for caller: CallerIdentity, seconds: Int) -> CloudValue {
    let (key, end) = (context.identifier("ASIA"), context.time + Int64(seconds) * 1_000_000)
    let now = context.time
    context.state.identity.sessions = context.state.identity.sessions.filter { $0.value.end > now }
    context.state.identity.sessions[key] = IdentityState.Session(caller: caller, end: end)
    return [
      "AccessKeyId": .text(key), "SecretAccessKey": .text(Base64.text(context.nonce)),
      "SessionToken": .text(Base64.text(context.nonce + context.nonce)), "Expiration": .time(end),
    ]
  }
}
