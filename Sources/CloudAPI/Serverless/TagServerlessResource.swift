enum TagServerlessResource: CloudOperation {
  static let name = "TagResource"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let added = input.lowercaseTags
    _ = try ServerlessTags.change(input, &context) { tags in
      tags.removeAll { old in added.contains { $0.key == old.key } }
      tags += added
    }
    return .empty
  }
}
