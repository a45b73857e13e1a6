enum CreateTags: CloudOperation {
  static let name = "CreateTags"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let added = input.tags
    try WarehouseTags.change(try input.required("ResourceName"), &context) { tags in
      tags.removeAll { old in added.contains { $0.key == old.key } }
      tags += added
    }
    return .empty
  }
}
