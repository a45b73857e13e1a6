/// A namespace as its descriptions show it, and what its databases begin with.
package struct NamespaceRecord: Sendable {
  package var name: String
  package var id: String
  package var arn: String
  package var database: String
  package var user: String
  /// nil where none was given: the administrator is then who made the namespace, and logs in by temporary passwords.
  package var password: String?
  package var roles: [String]
  package var defaultRole: String?
  package var created: Int64
  package var logExports: [String]
  package var tags: [(key: String, value: String)]
  /// The ARN of the secret with the administrator's password, where Redshift keeps one.
  package var secret: String?
  /// Whether a workgroup has been there whose databases are kept.
  package var hasData = false

  /// Under which its databases are kept while it has no workgroup.
  var snapshotName: String { "namespace:\(name)" }

  func shown(status: String = "AVAILABLE") -> CloudValue {
    .members([
      "namespaceName": .text(name), "namespaceId": .text(id), "namespaceArn": .text(arn), "status": .text(status),
      "dbName": .text(database), "adminUsername": .text(user), "creationDate": .text(CloudTime.text(created)),
      "iamRoles": .list("member", roles.map { .text($0) }), "defaultIamRoleArn": defaultRole.map { .text($0) },
      "adminPasswordSecretArn": secret.map { .text($0) }, "kmsKeyId": "AWS_OWNED_KMS_KEY",
      "logExports": .list("member", logExports.map { .text($0) }),
    ])
  }
}

extension CloudContext {
  /// The administrator's, also where the namespace has an endpoint.
  mutating func setPassword(_ password: String, of namespace: String) throws(CloudError) {
    state.serverless.namespaces[namespace]?.password = password
    guard let workgroup = state.serverless.workgroup(ofNamespace: namespace) else { return }
    try clusters.setPassword(password, on: workgroup.host)
  }
}
