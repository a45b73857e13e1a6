/// What a cluster could be resized or restored to: each node type of the present generation in some sizes.
enum DescribeNodeConfigurationOptions: CloudOperation {
  static let name = "DescribeNodeConfigurationOptions"

  private struct Option {
    let nodeType: String
    let count: Int

    func value(_ filter: String) -> String? {
      switch filter {
      case "NodeType": nodeType
      case "NumberOfNodes": String(count)
      case "EstimatedDiskUtilizationPercent": "0"
      case "Mode": "standard"
      default: nil
      }
    }
  }

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let action = try input.required("ActionType")
    guard ["restore-cluster", "recommend-node-config", "resize-cluster"].contains(action) else {
      throw .invalid("ActionType", action)
    }
    if action == "resize-cluster" {
      _ = try context.state.warehouse.cluster(try input.required("ClusterIdentifier"))
    } else if let name = input.text("SnapshotIdentifier") {
      _ = try context.state.warehouse.snapshot(name)
    }
    var options = DescribeOrderableClusterOptions.nodeTypes.flatMap { type in
      [2, 4, 8, 16].map { Option(nodeType: type, count: $0) }
    }
    for filter in input.list("Filter") { options = try select(options, filter) }
    let page = try CloudPage(options, input, size: "MaxRecords", marker: "Marker", most: 500)
    let shown = page.elements.map { option -> CloudValue in
      [
        "NodeType": .text(option.nodeType), "NumberOfNodes": .integer(Int64(option.count)),
        "EstimatedDiskUtilizationPercent": 0.0, "Mode": "standard",
      ]
    }
    return page.members(["NodeConfigurationOptionList": .list("NodeConfigurationOption", shown)], next: "Marker")
  }

  private static func select(_ options: [Option], _ filter: CloudInput) throws(CloudError) -> [Option] {
    let (name, values) = (filter.text("Name") ?? "", filter.texts("Value"))
    let numbers = values.compactMap(Double.init)
    let isRange = filter.text("Operator") == "between"
    guard let first = values.first, !isRange || numbers.count == 2 else { throw .invalid("Filter", name) }
    let condition: (String) -> Bool
    switch filter.text("Operator") ?? "eq" {
    case "eq": condition = { $0 == first }
    case "in": condition = values.contains
    case "between": condition = { Double($0).map { numbers[0]...max(numbers[0], numbers[1]) ~= $0 } ?? false }
    case "lt": condition = { compare($0, first) { $0 < $1 } }
    case "le": condition = { compare($0, first) { $0 <= $1 } }
    case "gt": condition = { compare($0, first) { $0 > $1 } }
    case "ge": condition = { compare($0, first) { $0 >= $1 } }
    case let other: throw .invalid("Operator", other)
    }
    guard options.allSatisfy({ $0.value(name) != nil }) else { throw .invalid("Filter", name) }
    return options.filter { $0.value(name).map(condition) ?? false }
  }

  private static func compare(_ left: String, _ right: String, _ isInOrder: (Double, Double) -> Bool) -> Bool {
    guard let left = Double(left), let right = Double(right) else { return false }
    return isInOrder(left, right)
  }
}
