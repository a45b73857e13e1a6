/// A workgroup as its descriptions show it.
package struct WorkgroupRecord: Sendable {
  package var name: String
  package var id: String
  package var arn: String
  package var namespace: String
  package var address: ClusterAddress
  package var created: Int64
  package var baseCapacity: Int
  package var maxCapacity: Int?
  package var isPublic: Bool
  package var enhancedRouting: Bool
  package var securityGroups: [String]
  package var subnets: [String]
  package var configuration: [(key: String, value: String)]
  package var tags: [(key: String, value: String)]

  /// What where clusters run knows it by; no cluster's identifier has a colon.
  var host: String { Self.host(of: name) }
  package static func host(of name: String) -> String { "workgroup:\(name)" }

  func shown(status: String = "AVAILABLE") -> CloudValue {
    .members([
      "workgroupName": .text(name), "workgroupId": .text(id), "workgroupArn": .text(arn),
      "namespaceName": .text(namespace), "status": .text(status), "creationDate": .text(CloudTime.text(created)),
      "baseCapacity": .integer(Int64(baseCapacity)), "maxCapacity": maxCapacity.map { .integer(Int64($0)) },
      "port": .integer(Int64(address.port)), "publiclyAccessible": .boolean(isPublic),
      "enhancedVpcRouting": .boolean(enhancedRouting), "workgroupVersion": "1.0", "trackName": "current",
      "securityGroupIds": .list("member", securityGroups.map { .text($0) }),
      "subnetIds": .list("member", subnets.map { .text($0) }),
      "configParameters": .list(
        "member", configuration.map { ["parameterKey": .text($0.key), "parameterValue": .text($0.value)] }),
      "endpoint": [
        "address": .text(address.host), "port": .integer(Int64(address.port)), "vpcEndpoints": .list("member", []),
      ],
    ])
  }
}
