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
