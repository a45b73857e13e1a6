/// The regions that an account has without asking for more.
enum DescribeRegions: CloudOperation {
  static let name = "DescribeRegions"

  static func run(_ input: CloudInput, _ context: inout CloudContext) throws(CloudError) -> CloudValue {
    let filters = try CloudFilters(input, ["region-name", "endpoint", "opt-in-status"])
    let wanted = input.texts("RegionName")
    for name in wanted where !regions.contains(name) {
      throw CloudError("InvalidParameterValue", "Invalid region name: \(name)")
    }
    let shown = regions.filter { name in
      (wanted.isEmpty || wanted.contains(name))
        && filters.match([
          "region-name": name, "endpoint": endpoint(of: name), "opt-in-status": "opt-in-not-required",
        ])
    }.map { name -> CloudValue in
      [
        "regionName": .text(name), "regionEndpoint": .text(endpoint(of: name)), "optInStatus": "opt-in-not-required",
      ]
    }
    return ["regionInfo": .list("item", shown)]
  }

  private static func endpoint(of region: String) -> String { "ec2.\(region).amazonaws.com" }

  static let regions = [
    "ap-south-1", "eu-north-1", "eu-west-3", "eu-west-2", "eu-west-1", "ap-northeast-3", "ap-northeast-2",
    "ap-northeast-1", "ca-central-1", "sa-east-1", "ap-southeast-1", "ap-southeast-2", "eu-central-1", "us-east-1",
    "us-east-2", "us-west-1", "us-west-2",
  ]
}
