enum DeleteTags: CloudOperation {
  static let name = "DeleteTags"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let keys = Set(input.texts("TagKeys"))
    try WarehouseTags.change(try input.required("ResourceName"), &context) { tags in
      tags.removeAll { keys.contains($0.key) }
    }
    return .empty
  }
}
