enum DescribeOrderableClusterOptions: CloudOperation {
  static let name = "DescribeOrderableClusterOptions"

  static let nodeTypes = ["dc2.large", "dc2.8xlarge", "ra3.large", "ra3.xlplus", "ra3.4xlarge", "ra3.16xlarge"]

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let types = nodeTypes.filter { input.text("NodeType") ?? $0 == $0 }
    let zones = ["a", "b", "c"].map { CloudValue.members(["Name": .text(context.region + $0)]) }
    let options = types.flatMap { type in
      ["single-node", "multi-node"].map { kind -> CloudValue in
        [
          "ClusterVersion": .text(ClusterVersion.engine), "ClusterType": .text(kind), "NodeType": .text(type),
          "AvailabilityZones": .list("AvailabilityZone", zones),
        ]
      }
    }
    let page = try CloudPage(options, input, size: "MaxRecords", marker: "Marker")
    return page.members(
      ["OrderableClusterOptions": .list("OrderableClusterOption", page.elements)], next: "Marker")
  }
}
