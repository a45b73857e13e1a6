/// What IAM remembers. Names are told apart by their letters' case when they are shown, not when they are looked for.
package struct IdentityState: Sendable {
  package var roles: [String: Role] = [:]
  /// Managed policies of the account, by ARN; those of AWS are all there without being listed.
  package var policies: [String: ManagedPolicy] = [:]

  package var users: [String: User] = [:]

  package var instanceProfiles: [String: InstanceProfile] = [:]

  /// Tasks that took away services' roles.
  package var deletions: Set<String> = []

  /// By access key: those that STS has given out.
  package var sessions: [String: Session] = [:]

  /// Policies of AWS itself that lists show; every other name under `arn:aws:iam::aws:policy/` is taken for one too.
  static let awsPolicies = [
    "AdministratorAccess", "AmazonRedshiftAllCommandsFullAccess", "AmazonRedshiftDataFullAccess",
    "AmazonRedshiftFullAccess", "AmazonRedshiftReadOnlyAccess", "AmazonS3FullAccess", "AmazonS3ReadOnlyAccess",
    "IAMFullAccess", "IAMReadOnlyAccess", "PowerUserAccess", "ReadOnlyAccess", "SecretsManagerReadWrite",
  ]

  package struct User: Sendable {
    package var name: String
    package var path: String
    package var id: String
    package var arn: String
    package var created: Int64
    package var tags: [(key: String, value: String)] = []
    /// The ARN of the policy that bounds what others allow.
    package var boundary: String?
    package var attached: [String] = []
    package var keys: [AccessKey] = []
    /// Inline policies' documents by name.
    package var inline: [String: String] = [:]

    static let root = User(
      name: "root", path: "/", id: CloudState.account, arn: "arn:aws:iam::\(CloudState.account):root", created: 0)

    /// Lists leave out what it has besides.
    func shown(isListed: Bool = false) -> CloudValue {
      .members([
        "Path": .text(path), "UserName": .text(name), "UserId": .text(id), "Arn": .text(arn),
        "CreateDate": .time(created), "PermissionsBoundary": isListed ? nil : PolicyText.boundary(boundary),
        "Tags": isListed ? nil : IdentityTags.shown(tags),
      ])
    }
  }

  package struct Session: Sendable {
    package var caller: CallerIdentity
    /// Microseconds since 1970.
    package var end: Int64
  }

  package struct AccessKey: Sendable {
    package var id: String
    package var status = "Active"
    package var created: Int64
    /// nil for one that signed nothing yet.
    package var lastUse: Use?

    package struct Use: Sendable {
      var time: Int64
      var service: String
      var region: String
    }
  }

  package struct Role: Sendable {
    package var name: String
    package var path: String
    package var id: String
    package var arn: String
    package var trust: String
    package var description: String?
    package var maximumSession: Int
    package var created: Int64
    /// When it was assumed last, and in which region.
    package var used: (time: Int64, region: String)?
    package var tags: [(key: String, value: String)] = []
    /// The ARN of the policy that bounds what others allow.
    package var boundary: String?
    /// ARNs, in the order in which they were attached.
    package var attached: [String] = []
    /// Inline policies' documents by name.
    package var inline: [String: String] = [:]
  }

  /// How many roles and users a policy is attached to.
  func attachments(of arn: String) -> Int {
    roles.values.count { $0.attached.contains(arn) } + users.values.count { $0.attached.contains(arn) }
  }

  /// How many roles and users a policy bounds.
  func boundaries(of arn: String) -> Int {
    roles.values.count { $0.boundary == arn } + users.values.count { $0.boundary == arn }
  }

  /// The policy that a request bounds a role or a user by. Errors: `InvalidParameterValue`, `NoSuchEntity`.
  func boundary(_ input: CloudInput) throws(CloudError) -> String? {
    guard let arn = input.text("PermissionsBoundary") else { return nil }
    guard arn.hasPrefix("arn:aws:iam::"), arn.contains(":policy/") else {
      throw .invalid("PermissionsBoundary", arn)
    }
    try checkPolicy(arn)
    return arn
  }

  /// Errors: `NoSuchEntity`.
  func user(_ name: String) throws(CloudError) -> User {
    guard let user = users[name.lowercased()] else {
      throw .noSuchEntity("The user with name \(name) cannot be found.")
    }
    return user
  }

  /// Of the account, or one of AWS's own. Errors: `NoSuchEntity`.
  func policy(_ arn: String) throws(CloudError) -> ManagedPolicy {
    try checkPolicy(arn)
    return policies[arn]
      ?? ManagedPolicy(
        name: String(arn.split(separator: "/").last ?? ""), path: "/", id: "ANPA" + PolicyText.identifier(of: arn),
        arn: arn, document: "{\"Version\":\"2012-10-17\",\"Statement\":[]}", created: 0)
  }

  /// Errors: `NoSuchEntity`.
  func role(_ name: String) throws(CloudError) -> Role {
    guard let role = roles[name.lowercased()] else {
      throw .noSuchEntity("The role with name \(name) cannot be found.")
    }
    return role
  }

  /// Errors: `NoSuchEntity` for a policy of the account that nobody made; of AWS's own every name is taken for one.
  func checkPolicy(_ arn: String) throws(CloudError) {
    guard arn.hasPrefix("arn:aws:iam::aws:policy/") || policies[arn] != nil else {
      throw .noSuchEntity("Policy \(arn) does not exist or is not attachable.")
    }
  }
}

extension CloudError {
  static func noSuchEntity(_ message: String) -> CloudError { CloudError("NoSuchEntity", message, status: 404) }
  static func entityExists(_ message: String) -> CloudError { CloudError("EntityAlreadyExists", message, status: 409) }
  static func deleteConflict(_ message: String) -> CloudError { CloudError("DeleteConflict", message, status: 409) }
}
