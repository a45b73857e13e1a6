/// What IAM remembers. Names are told apart by their letters' case when they are shown, not when they are looked for.
package struct IdentityState: Sendable {
  package var roles: [String: Role] = [:]
  /// Managed policies of the account, by ARN; those of AWS are all there without being listed.
  package var policies: [String: ManagedPolicy] = [:]

  package struct Role: Sendable {
    package var name: String
    package var path: String
    package var id: String
    package var arn: String
    package var trust: String
    package var description: String?
    package var maximumSession: Int
    package var created: Int64
    package var tags: [(key: String, value: String)] = []
    /// ARNs, in the order in which they were attached.
    package var attached: [String] = []
    /// Inline policies' documents by name.
    package var inline: [String: String] = [:]
  }

  package struct ManagedPolicy: Sendable {
    package var name: String
    package var path: String
    package var id: String
    package var arn: String
    package var document: String
    package var created: Int64
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
