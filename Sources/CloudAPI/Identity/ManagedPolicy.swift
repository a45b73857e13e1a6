extension IdentityState {
  /// A policy that roles and users share, with its versions.
  package struct ManagedPolicy: Sendable {
    package struct Version: Sendable {
      package var id: String
      package var document: String
      package var created: Int64

      func shown(of policy: ManagedPolicy, hasDocument: Bool = true) -> CloudValue {
        .members([
          "Document": hasDocument ? .text(PolicyText.encoded(document)) : nil, "VersionId": .text(id),
          "IsDefaultVersion": .boolean(id == policy.defaultVersion), "CreateDate": .time(created),
        ])
      }
    }

    package var name: String
    package var path: String
    package var id: String
    package var arn: String
    package var created: Int64
    package var description: String?
    package var tags: [(key: String, value: String)] = []
    package var defaultVersion = "v1"
    /// In the order in which they were made.
    package var versions: [Version] = []
    private var count = 0

    init(name: String, path: String, id: String, arn: String, document: String, created: Int64) {
      (self.name, self.path, self.id, self.arn, self.created) = (name, path, id, arn, created)
      _ = add(document, created)
    }

    /// Adds a version, whose number no other had before.
    mutating func add(_ document: String, _ time: Int64) -> Version {
      count += 1
      let version = Version(id: "v\(count)", document: document, created: time)
      versions.append(version)
      return version
    }

    /// Errors: `NoSuchEntity`.
    func version(_ id: String) throws(CloudError) -> Version {
      guard let version = versions.first(where: { $0.id == id }) else {
        throw .noSuchEntity("Policy \(arn) version \(id) does not exist or is not attachable.")
      }
      return version
    }

    /// Lists leave out what it has besides.
    func shown(_ context: CloudContext, isListed: Bool = false) -> CloudValue {
      .members([
        "PolicyName": .text(name), "PolicyId": .text(id), "Arn": .text(arn), "Path": .text(path),
        "DefaultVersionId": .text(defaultVersion),
        "AttachmentCount": .integer(Int64(context.state.identity.attachments(of: arn))),
        "PermissionsBoundaryUsageCount": .integer(Int64(context.state.identity.boundaries(of: arn))),
        "IsAttachable": true, "CreateDate": .time(created),
        "UpdateDate": .time(versions.last?.created ?? created),
        "Description": isListed ? nil : description.map { .text($0) },
        "Tags": isListed ? nil : IdentityTags.shown(tags),
      ])
    }
  }

  /// A policy of the account, which can be changed. Errors: `NoSuchEntity`.
  func ownPolicy(_ arn: String) throws(CloudError) -> ManagedPolicy {
    guard let policy = policies[arn] else {
      throw .noSuchEntity("Policy \(arn) does not exist or is not attachable.")
    }
    return policy
  }
}
