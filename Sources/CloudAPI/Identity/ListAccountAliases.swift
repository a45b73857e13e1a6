/// An account has no other name until it is given one, which is not done here.
enum ListAccountAliases: CloudOperation {
  static let name = "ListAccountAliases"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    ["AccountAliases": .list("member", []), "IsTruncated": false]
  }
}
