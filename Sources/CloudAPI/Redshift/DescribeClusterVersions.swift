enum DescribeClusterVersions: CloudOperation {
  static let name = "DescribeClusterVersions"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let families = ParameterGroup.families.filter { family in
      input.text("ClusterParameterGroupFamily") ?? family == family
        && input.text("ClusterVersion") ?? ClusterVersion.engine == ClusterVersion.engine
    }
    let page = try CloudPage(families, input, size: "MaxRecords", marker: "Marker")
    let shown = page.elements.map { family -> CloudValue in
      [
        "ClusterVersion": .text(ClusterVersion.engine), "ClusterParameterGroupFamily": .text(family),
        "Description": "release of Amazon Redshift engine",
      ]
    }
    return page.members(["ClusterVersions": .list("ClusterVersion", shown)], next: "Marker")
  }
}
