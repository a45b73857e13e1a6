enum DescribeTags: CloudOperation {
  static let name = "DescribeTags"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let (name, kind) = (input.text("ResourceName"), input.text("ResourceType")?.lowercased())
    guard name == nil || kind == nil else {
      throw CloudError(
        "InvalidParameterValue",
        "A list of resources is filtered by an Amazon Resource Name (ARN) or by a resource type, not by both.")
    }
    let (resources, wanted) = (WarehouseTags.all(context.state.warehouse), name.map(WarehouseTags.resource))
    if let wanted, !resources.contains(where: { $0.resource == wanted }) { throw WarehouseTags.absence(of: wanted) }
    let (keys, values) = (Set(input.texts("TagKeys")), Set(input.texts("TagValues")))
    var shown: [CloudValue] = []
    for resource in resources {
      let ownKind = String(resource.resource.prefix { $0 != ":" })
      guard wanted ?? resource.resource == resource.resource, kind ?? ownKind == ownKind else { continue }
      for tag in resource.tags
      where (keys.isEmpty || keys.contains(tag.key)) && (values.isEmpty || values.contains(tag.value)) {
        shown.append([
          "Tag": ["Key": .text(tag.key), "Value": .text(tag.value)],
          "ResourceName": .text(context.arn("redshift", resource.resource)),
          "ResourceType": .text(ownKind),
        ])
      }
    }
    let page = try CloudPage(shown, input, size: "MaxRecords", marker: "Marker")
    return page.members(["TaggedResources": .list("TaggedResource", page.elements)], next: "Marker")
  }
}
