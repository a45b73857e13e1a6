/// The last hour's events, or those of another time.
enum DescribeEvents: CloudOperation {
  static let name = "DescribeEvents"
  private static let minute: Int64 = 60_000_000

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let (source, type) = (input.text("SourceIdentifier"), input.text("SourceType"))
    guard source == nil || type != nil else {
      throw CloudError("InvalidParameterCombination", "SourceIdentifier needs SourceType.")
    }
    let duration = Int64(try input.integer("Duration") ?? 60) * minute
    let end = try input.time("EndTime") ?? context.time
    let start = try input.time("StartTime") ?? end - duration
    let last = input["EndTime"] == nil && input["StartTime"] != nil && input["Duration"] != nil ? start + duration : end
    let events = context.state.warehouse.events.filter { event in
      start...max(start, last) ~= event.time && type ?? event.sourceType == event.sourceType
        && source?.lowercased() ?? event.source == event.source
    }
    let page = try CloudPage(events, input, size: "MaxRecords", marker: "Marker")
    return page.members(["Events": .list("Event", page.elements.map(\.shown))], next: "Marker")
  }
}
