enum DescribeEventCategories: CloudOperation {
  static let name = "DescribeEventCategories"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let types = ["cluster", "cluster-snapshot"].filter { input.text("SourceType") ?? $0 == $0 }
    let maps = types.map { type -> CloudValue in
      let kinds = WarehouseEvent.Kind.all.filter { $0.source == type }
      return ["SourceType": .text(type), "Events": .list("EventInfoMap", kinds.map(\.shown))]
    }
    return ["EventCategoriesMapList": .list("EventCategoriesMap", maps)]
  }
}

extension WarehouseEvent.Kind {
  fileprivate var shown: CloudValue {
    .members([
      "EventId": id.map { .text($0) }, "EventCategories": .list("EventCategory", [.text(category)]),
      "EventDescription": .text(words), "Severity": "INFO",
    ])
  }
}
