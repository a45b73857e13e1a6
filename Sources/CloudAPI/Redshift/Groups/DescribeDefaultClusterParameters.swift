enum DescribeDefaultClusterParameters: CloudOperation {
  static let name = "DescribeDefaultClusterParameters"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let family = try ParameterGroup.family(input)
    let page = try CloudPage(ClusterParameter.all, input, size: "MaxRecords", marker: "Marker")
    return [
      "DefaultClusterParameters": page.members(
        [
          "ParameterGroupFamily": .text(family),
          "Parameters": .list("Parameter", page.elements.map { $0.shown() }),
        ], next: "Marker")
    ]
  }
}
