enum ListRoleTags: CloudOperation {
  static let name = "ListRoleTags"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let role = try context.state.identity.role(try input.required("RoleName"))
    let tags = role.tags.map { CloudValue.members(["Key": .text($0.key), "Value": .text($0.value)]) }
    return ["Tags": .list("member", tags), "IsTruncated": false]
  }
}
