import SQLTypes

/// Keys that are good for a while.
enum TemporaryCredentials {
  static func make(_ context: CloudContext, seconds: Int) -> CloudValue {
    [
      "AccessKeyId": .text(context.identifier("ASIA")), "SecretAccessKey": .text(Base64.text(context.nonce)),
      "SessionToken": .text(Base64.text(context.nonce + context.nonce)),
      "Expiration": .time(context.time + Int64(seconds) * 1_000_000),
    ]
  }
}
