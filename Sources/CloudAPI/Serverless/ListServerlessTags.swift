enum ListServerlessTags: CloudOperation {
  static let name = "ListTagsForResource"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let tags = try ServerlessTags.change(input, &context) { _ in }
    return ["tags": .list("member", tags.map { ["key": .text($0.key), "value": .text($0.value)] })]
  }
}
