import SQLTypes

/// A parameter of Systems Manager, as it was last put.
package struct ParameterRecord: Sendable {
  package var name: String
  package var value: String
  /// `String`, `StringList` or `SecureString`.
  package var type: String
  package var description: String?
  package var version: Int
  package var changed: Int64

  /// Names that are no paths get the slash that ARNs need.
  func arn(_ context: CloudContext) -> String {
    context.arn("ssm", "parameter" + (name.hasPrefix("/") ? name : "/" + name))
  }

  /// With its value, which of a secret is a digest unless it is to be decrypted.
  func shown(isDecrypted: Bool, _ context: CloudContext) -> CloudValue {
    let isHidden = type == "SecureString" && !isDecrypted
    return [
      "Name": .text(name), "Type": .text(type), "Value": .text(isHidden ? hidden : value),
      "Version": .integer(Int64(version)), "LastModifiedDate": .time(changed), "ARN": .text(arn(context)),
      "DataType": "text",
    ]
  }

  private var hidden: String {
    var digest = RunningSHA256()
    digest.append(Array("\(name):\(value)".utf8))
    return Base64.text(digest.bytes)
  }

  /// Without its value.
  func described(_ context: CloudContext) -> CloudValue {
    .members([
      "Name": .text(name), "ARN": .text(arn(context)), "Type": .text(type), "LastModifiedDate": .time(changed),
      "LastModifiedUser": .text("arn:aws:iam::\(CloudState.account):root"),
      "Description": description.map { .text($0) }, "Version": .integer(Int64(version)), "Tier": "Standard",
      "Policies": .list("member", []), "DataType": "text",
    ])
  }

  /// Whether it lies below a path; directly, unless `isRecursive`.
  func isBelow(_ path: String, isRecursive: Bool) -> Bool {
    let path = path.hasSuffix("/") ? path : path + "/"
    guard name.hasPrefix(path) else { return false }
    return isRecursive || !name.dropFirst(path.count).contains("/")
  }
}
