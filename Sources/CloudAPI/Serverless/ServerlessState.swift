/// What Redshift Serverless remembers: namespaces, which hold databases, and workgroups, which are endpoints to them.
package struct ServerlessState: Sendable {
  package var namespaces: [String: NamespaceRecord] = [:]
  package var workgroups: [String: WorkgroupRecord] = [:]

  /// Errors: `ResourceNotFoundException`.
  func namespace(_ name: String) throws(CloudError) -> NamespaceRecord {
    guard let namespace = namespaces[name] else { throw .resourceNotFound("Namespace \(name) not found.") }
    return namespace
  }

  /// Errors: `ResourceNotFoundException`.
  func workgroup(_ name: String) throws(CloudError) -> WorkgroupRecord {
    guard let workgroup = workgroups[name] else { throw .resourceNotFound("Workgroup \(name) not found.") }
    return workgroup
  }

  func workgroup(ofNamespace name: String) -> WorkgroupRecord? { workgroups.values.first { $0.namespace == name } }

  /// A name of a namespace or workgroup. Errors: `ValidationException`.
  static func checkedName(_ input: CloudInput, _ member: String) throws(CloudError) -> String {
    let name = try input.required(member)
    let isWellFormed = name.utf8.allSatisfy { byte in
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        || byte == UInt8(ascii: "-")
    }
    guard (3...64).contains(name.utf8.count), isWellFormed else {
      throw .validation(
        "The \(member) \(name) is not valid: it has 3 to 64 characters, which are lowercase letters, digits and hyphens."
      )
    }
    return name
  }
}

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
  /// Whether a workgroup has been there whose databases are kept.
  package var hasData = false

  /// Under which its databases are kept while it has no workgroup.
  var snapshotName: String { "namespace:\(name)" }

  func shown(status: String = "AVAILABLE") -> CloudValue {
    .members([
      "namespaceName": .text(name), "namespaceId": .text(id), "namespaceArn": .text(arn), "status": .text(status),
      "dbName": .text(database), "adminUsername": .text(user), "creationDate": .text(CloudTime.text(created)),
      "iamRoles": .list("member", roles.map { .text($0) }), "defaultIamRoleArn": defaultRole.map { .text($0) },
      "kmsKeyId": "AWS_OWNED_KMS_KEY", "logExports": .list("member", logExports.map { .text($0) }),
    ])
  }
}

/// A workgroup as its descriptions show it.
package struct WorkgroupRecord: Sendable {
  package var name: String
  package var id: String
  package var arn: String
  package var namespace: String
  package var address: ClusterAddress
  package var created: Int64
  package var baseCapacity: Int
  package var maxCapacity: Int?
  package var isPublic: Bool
  package var enhancedRouting: Bool
  package var securityGroups: [String]
  package var subnets: [String]
  package var configuration: [(key: String, value: String)]
  package var tags: [(key: String, value: String)]

  /// What where clusters run knows it by; no cluster's identifier has a colon.
  var host: String { Self.host(of: name) }
  package static func host(of name: String) -> String { "workgroup:\(name)" }

  func shown(status: String = "AVAILABLE") -> CloudValue {
    .members([
      "workgroupName": .text(name), "workgroupId": .text(id), "workgroupArn": .text(arn),
      "namespaceName": .text(namespace), "status": .text(status), "creationDate": .text(CloudTime.text(created)),
      "baseCapacity": .integer(Int64(baseCapacity)), "maxCapacity": maxCapacity.map { .integer(Int64($0)) },
      "port": .integer(Int64(address.port)), "publiclyAccessible": .boolean(isPublic),
      "enhancedVpcRouting": .boolean(enhancedRouting), "workgroupVersion": "1.0", "trackName": "current",
      "securityGroupIds": .list("member", securityGroups.map { .text($0) }),
      "subnetIds": .list("member", subnets.map { .text($0) }),
      "configParameters": .list(
        "member", configuration.map { ["parameterKey": .text($0.key), "parameterValue": .text($0.value)] }),
      "endpoint": [
        "address": .text(address.host), "port": .integer(Int64(address.port)), "vpcEndpoints": .list("member", []),
      ],
    ])
  }
}
