import Testing

@testable import CloudAPI

/// Networks: blocks of addresses against a list of their addresses, and what deletions ask for.
@Suite struct NetworkTests {
  private let cloud = TestCloud()

  private func makeVpc(_ block: String = "10.0.0.0/16") throws -> String {
    try id(try cloud.call(.network, "CreateVpc", ["CidrBlock": .text(block)])["vpc", "vpcId"])
  }

  private func makeSubnet(_ vpc: String, _ block: String) throws -> String {
    let input: CloudInput = ["VpcId": .text(vpc), "CidrBlock": .text(block)]
    return try id(try cloud.call(.network, "CreateSubnet", input)["subnet", "subnetId"])
  }

  private func id(_ value: CloudValue?) throws -> String {
    guard case .text(let text)? = value else { throw CloudError("none", "no id was given") }
    return text
  }

  @Test(arguments: [
    "10.0.0.0", "10.0.0.0/", "10.0.0/16", "10.0.0.0.0/16", "10.0.0.256/16", "10.0.0.0/33", "10.0.0.-1/16", "+1.0.0.0/8",
    "/16", "10..0.0/16", "a.0.0.0/16", "",
  ])
  func noBlocks(_ text: String) { #expect(AddressBlock(text) == nil) }

  @Test(arguments: [
    ("100.68.0.18/18", "100.68.0.0/18", 16_379), ("255.255.255.255/32", "255.255.255.255/32", 0),
    ("9.9.9.9/0", "0.0.0.0/0", 4_294_967_291), ("10.0.0.16/28", "10.0.0.16/28", 11),
  ])
  func blocks(_ text: String, _ shown: String, _ usable: Int) {
    #expect(AddressBlock(text)?.text == shown)
    #expect(AddressBlock(text)?.usable == usable)
  }

  /// All blocks of sixteen addresses, as sets.
  @Test func containingAndOverlapping() {
    let blocks = (28...32).flatMap { length in
      stride(from: UInt32(0), to: 16, by: 1 << (32 - length)).map { AddressBlock($0, length) }
    }
    func addresses(_ block: AddressBlock) -> Set<UInt32> {
      Set((0..<UInt32(1) << UInt32(32 - block.length)).map { block.first + $0 })
    }
    for one in blocks {
      for other in blocks {
        let (mine, others) = (addresses(one), addresses(other))
        #expect(one.contains(other) == mine.isSuperset(of: others))
        #expect(one.overlaps(other) == !mine.isDisjoint(with: others))
      }
    }
  }

  /// EC2's reference: `host` is a tenancy of instances, not of VPCs.
  @Test(arguments: [("default", nil), ("dedicated", nil), ("host", "InvalidParameterValue")])
  func tenancies(_ tenancy: String, _ code: String?) {
    let input: CloudInput = ["CidrBlock": "10.0.0.0/16", "InstanceTenancy": .text(tenancy)]
    #expect(cloud.code(.network, "CreateVpc", input) == code)
  }

  @Test func namesOfGroupsAreOfOneVpc() throws {
    let vpc = try makeVpc()
    let mine: CloudInput = ["GroupName": "mine", "GroupDescription": "d", "VpcId": .text(vpc)]
    let other: CloudInput = ["GroupName": "mine", "GroupDescription": "d"]
    try cloud.call(.network, "CreateSecurityGroup", mine)
    try cloud.call(.network, "CreateSecurityGroup", other)
    #expect(cloud.code(.network, "CreateSecurityGroup", mine) == "InvalidGroup.Duplicate")
    #expect(cloud.code(.network, "CreateSecurityGroup", other) == "InvalidGroup.Duplicate")
    try cloud.call(.network, "DeleteSecurityGroup", ["GroupName": "mine"])
    #expect(cloud.state.network.groups.values.filter { $0.name == "mine" }.map(\.network) == [vpc])
    #expect(cloud.code(.network, "DeleteSecurityGroup", ["GroupName": "mine"]) == "InvalidGroup.NotFound")
  }

  @Test func deletionsLeaveNothing() throws {
    let before = cloud.state.network
    let vpc = try makeVpc()
    let subnet = try makeSubnet(vpc, "10.0.0.0/24")
    let table = try id(
      try cloud.call(.network, "CreateRouteTable", ["VpcId": .text(vpc)])["routeTable", "routeTableId"])
    let both: CloudInput = ["RouteTableId": .text(table), "SubnetId": .text(subnet)]
    let first = try cloud.call(.network, "AssociateRouteTable", both)
    #expect(try cloud.call(.network, "AssociateRouteTable", both) == first)
    let asked: CloudInput = ["RouteTableId": .text(table), "SubnetId": .text(subnet), "DryRun": "true"]
    #expect(cloud.code(.network, "AssociateRouteTable", asked) == "DryRunOperation")
    for id in [vpc, subnet, table, "acl-" + vpc.dropFirst(4), "rtb-" + vpc.dropFirst(4), "sg-" + vpc.dropFirst(4)] {
      let tag: CloudInput = ["Key": "a", "Value": "b"]
      try cloud.call(.network, "CreateTags", ["ResourceId": .list([.text(id)]), "Tag": .list([tag])])
    }
    #expect(cloud.code(.network, "DeleteRouteTable", ["RouteTableId": .text(table)]) == "DependencyViolation")
    try cloud.call(.network, "DeleteSubnet", ["SubnetId": .text(subnet)])
    #expect(cloud.code(.network, "DeleteVpc", ["VpcId": .text(vpc)]) == "DependencyViolation")
    try cloud.call(.network, "DeleteRouteTable", ["RouteTableId": .text(table)])
    try cloud.call(.network, "DeleteVpc", ["VpcId": .text(vpc)])
    let after = cloud.state.network
    #expect(after.tags == before.tags && Set(after.vpcs.keys) == Set(before.vpcs.keys))
    #expect(Set(after.groups.keys) == Set(before.groups.keys) && Set(after.subnets.keys) == Set(before.subnets.keys))
    #expect(Set(after.routeTables.keys) == Set(before.routeTables.keys))
  }

  @Test func workgroupsStandInSubnets() throws {
    let vpc = try makeVpc()
    let subnet = try makeSubnet(vpc, "10.0.0.0/24")
    try cloud.call(.serverless, "CreateNamespace", ["namespaceName": "space"])
    let workgroup: CloudInput = [
      "namespaceName": "space", "workgroupName": "work", "subnetIds": .list([.text(subnet)]),
    ]
    try cloud.call(.serverless, "CreateWorkgroup", workgroup)
    #expect(cloud.state.serverless.workgroups["work"]?.securityGroups == ["sg-" + vpc.dropFirst(4)])
    #expect(cloud.code(.network, "DeleteSubnet", ["SubnetId": .text(subnet)]) == "DependencyViolation")
    try cloud.call(.serverless, "DeleteWorkgroup", ["workgroupName": "work"])
    #expect(cloud.code(.network, "DeleteSubnet", ["SubnetId": .text(subnet)]) == nil)
  }

  @Test func clustersNeedTheirVpc() throws {
    let vpc = NetworkState.defaultNetwork
    let gateway: CloudInput = ["VpcId": .text(vpc), "InternetGatewayId": .text("igw-" + vpc.dropFirst(4))]
    try cloud.call(.network, "DetachInternetGateway", gateway)
    for id in cloud.state.network.subnets.keys { try cloud.call(.network, "DeleteSubnet", ["SubnetId": .text(id)]) }
    try cloud.call(.network, "DeleteVpc", ["VpcId": .text(vpc)])
    let cluster: CloudInput = [
      "ClusterIdentifier": "dwh", "NodeType": "ra3.large", "MasterUsername": "admin", "MasterUserPassword": "Passw0rd",
    ]
    #expect(cloud.code(.warehouse, "CreateCluster", cluster) == "InvalidVPCNetworkStateFault")
    try cloud.call(.network, "CreateDefaultVpc")
    #expect(cloud.code(.warehouse, "CreateCluster", cluster) == nil)
  }
}
