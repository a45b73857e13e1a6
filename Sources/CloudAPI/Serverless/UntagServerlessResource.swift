enum UntagServerlessResource: CloudOperation {
  static let name = "UntagResource"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let keys = Set(input.texts("tagKeys"))
    _ = try ServerlessTags.change(input, &context) { tags in tags.removeAll { keys.contains($0.key) } }
    return .empty
  }
}
