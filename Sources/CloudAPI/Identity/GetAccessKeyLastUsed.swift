/// What a key signed last; of S3 nothing is told.
enum GetAccessKeyLastUsed: CloudOperation {
  static let name = "GetAccessKeyLastUsed"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let id = try input.required("AccessKeyId")
    for user in context.state.identity.users.values {
      guard let key = user.keys.first(where: { $0.id == id }) else { continue }
      return ["UserName": .text(user.name), "AccessKeyLastUsed": shown(key.lastUse)]
    }
    throw .noSuchEntity("The Access Key with id \(id) cannot be found.")
  }

  /// Of a key that was never used there is no date.
  private static func shown(_ use: IdentityState.AccessKey.Use?) -> CloudValue {
    .members([
      "LastUsedDate": use.map { .time($0.time) }, "ServiceName": .text(use?.service ?? "N/A"),
      "Region": .text(use?.region ?? "N/A"),
    ])
  }
}

extension CloudContext {
  /// Keeps of the key that signed a request what it was used for, whatever the answer will be.
  mutating func noteUse(of service: CloudService) {
    guard let accessKey else { return }
    for (name, user) in state.identity.users {
      guard let index = user.keys.firstIndex(where: { $0.id == accessKey }) else { continue }
      let use = IdentityState.AccessKey.Use(time: time, service: service.name, region: region)
      state.identity.users[name]?.keys[index].lastUse = use
    }
  }
}
