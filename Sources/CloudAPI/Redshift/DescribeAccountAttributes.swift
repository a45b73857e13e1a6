enum DescribeAccountAttributes: CloudOperation {
  static let name = "DescribeAccountAttributes"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let names = input.texts("AttributeNames")
    let hasDefault = context.state.network.vpcs[NetworkState.defaultNetwork] != nil
    let attributes = [
      ("default-vpc", hasDefault ? NetworkState.defaultNetwork : "none"), ("max-defer-maintenance-duration", "60"),
      ("supported-platforms", "VPC"),
    ]
    let shown = attributes.filter { names.isEmpty || names.contains($0.0) }.map { name, value -> CloudValue in
      [
        "AttributeName": .text(name),
        "AttributeValues": .list("AttributeValueTarget", [["AttributeValue": .text(value)]]),
      ]
    }
    return ["AccountAttributes": .list("AccountAttribute", shown)]
  }
}
