/// The zones that subnets can be in.
enum DescribeAvailabilityZones: CloudOperation {
  static let name = "DescribeAvailabilityZones"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let region = context.region
    let filters = try CloudFilters(input, ["region-name", "zone-name", "state", "zone-type", "opt-in-status"])
    let zones = Subnet.zones(region)
    let wanted = input.texts("ZoneName")
    for name in wanted where !zones.contains(name) {
      throw CloudError("InvalidParameterValue", "Invalid availability zone: [\(name)]")
    }
    let shown = zones.filter { zone in
      (wanted.isEmpty || wanted.contains(zone))
        && filters.match([
          "region-name": region, "zone-name": zone, "state": "available", "zone-type": "availability-zone",
          "opt-in-status": "opt-in-not-required",
        ])
    }.map { zone -> CloudValue in
      [
        "zoneName": .text(zone), "zoneState": "available", "regionName": .text(region), "groupName": .text(region),
        "zoneType": "availability-zone", "optInStatus": "opt-in-not-required", "messageSet": .list("item", []),
      ]
    }
    return ["availabilityZoneInfo": .list("item", shown)]
  }
}
