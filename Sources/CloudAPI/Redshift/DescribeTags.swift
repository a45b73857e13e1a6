enum DescribeTags: CloudOperation {
  static let name = "DescribeTags"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let (name, kind) = (input.text("ResourceName"), input.text("ResourceType")?.lowercased())
    guard name == nil || kind == nil else {
      throw CloudError(
        "InvalidParameterValue",
        "A list of resources is filtered by an Amazon Resource Name (ARN) or by a resource type, not by both.")
    }
    if let name { try WarehouseTags.change(name, &context) { _ in } }
    let (keys, values) = (Set(input.texts("TagKeys")), Set(input.texts("TagValues")))
    var shown: [CloudValue] = []
    for resource in WarehouseTags.all(context.state.warehouse) {
      let arn = context.arn("redshift", resource.resource)
      guard name ?? arn == arn, kind ?? resource.kind == resource.kind else { continue }
      for tag in resource.tags
      where (keys.isEmpty || keys.contains(tag.key)) && (values.isEmpty || values.contains(tag.value)) {
        shown.append([
          "Tag": ["Key": .text(tag.key), "Value": .text(tag.value)], "ResourceName": .text(arn),
          "ResourceType": .text(resource.kind),
        ])
      }
    }
    let page = try CloudPage(shown, input, size: "MaxRecords", marker: "Marker")
    return page.members(["TaggedResources": .list("TaggedResource", page.elements)], next: "Marker")
  }
}
