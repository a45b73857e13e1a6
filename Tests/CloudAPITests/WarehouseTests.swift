import CloudAPI
import Testing

/// Decisions of Redshift's operations that clients see only by waiting or by many calls.
@Suite struct WarehouseTests {
  private let cloud = TestCloud()

  private func events(_ input: CloudInput) throws -> Int {
    try #require(try cloud.call(.warehouse, "DescribeEvents", input)["Events"]).elements.count
  }

  @Test func eventsOfATime() throws {
    try cloud.createCluster("a")
    cloud.time += 3_000_000_000
    try cloud.createCluster("b")
    #expect(try events(.empty) == 2)
    #expect(try events(["Duration": "10"]) == 1)
    #expect(try events(["SourceType": "cluster", "SourceIdentifier": "a"]) == 1)
    #expect(try events(["SourceType": "cluster-snapshot"]) == 0)
    #expect(try events(["StartTime": "1970-01-01T00:16:40Z", "EndTime": "1970-01-01T00:20:00.000Z"]) == 1)
    #expect(try events(["StartTime": "1970-01-01T00:16:40Z", "Duration": "1"]) == 1)
    cloud.time += 3_601_000_000
    #expect(try events(.empty) == 0)
    #expect(cloud.code(.warehouse, "DescribeEvents", ["SourceIdentifier": "a"]) == "InvalidParameterCombination")
    #expect(cloud.code(.warehouse, "DescribeEvents", ["StartTime": "soon"]) == "InvalidParameterValue")
  }

  @Test(arguments: [
    ("eq", ["4"], 1), ("in", ["4", "8"], 2), ("lt", ["4"], 1), ("le", ["4"], 2), ("gt", ["4"], 2), ("ge", ["4"], 3),
    ("between", ["3", "9"], 2),
  ])
  func filtersOfNodeConfigurations(_ operation: String, _ values: [String], _ count: Int) throws {
    let number: CloudInput = [
      "Name": "NumberOfNodes", "Operator": .text(operation), "Value": .list(values.map { .text($0) }),
    ]
    let type: CloudInput = ["Name": "NodeType", "Value": .list(["ra3.large"])]
    let input: CloudInput = ["ActionType": "recommend-node-config", "Filter": .list([number, type])]
    let options = try cloud.call(.warehouse, "DescribeNodeConfigurationOptions", input)["NodeConfigurationOptionList"]
    #expect(options?.elements.count == count)
  }

  @Test func rolesOfClustersAndWorkgroups() throws {
    try cloud.createCluster("dwh", ["IamRoles": .list(["r"]), "DefaultIamRoleArn": "r"])
    try cloud.call(.serverless, "CreateNamespace", ["namespaceName": "space", "iamRoles": .list(["s"])])
    try cloud.call(.serverless, "CreateWorkgroup", ["namespaceName": "space", "workgroupName": "work"])
    let roles = cloud.state.hostRoles.sorted { $0.host < $1.host }
    #expect(roles.map(\.host) == ["dwh", "workgroup:work"])
    #expect(roles.map(\.roles) == [["r"], ["s"]])
    #expect(roles.map(\.defaultRole) == ["r", nil])
    #expect(roles.first?.userPrefix == "arn:aws:redshift:us-west-2:123456789012:dbuser:dwh/")
  }

  /// 1970 began on a Thursday; it is 16:40 minutes past midnight.
  @Test(arguments: [
    ("thu:00:10-thu:00:40", 605_400), ("thu:00:16-thu:00:46", 605_760), ("thu:00:17-thu:00:47", 1020),
    ("sun:10:30-sun:11:00", 297_000), ("Wed:23:30-thu:00:30", 603_000),
  ])
  func nextMaintenance(_ window: String, _ seconds: Int64) throws {
    try cloud.createCluster("dwh", ["PreferredMaintenanceWindow": .text(window)])
    let shown = try #require(try cloud.call(.warehouse, "DescribeClusters")["Clusters"]?.elements.first)
    #expect(shown["NextMaintenanceWindowStartTime"] == .time(seconds * 1_000_000))
  }

  @Test func managedPasswordsComeAndGo() throws {
    try cloud.createCluster("dwh")
    func modify(_ more: [String: CloudInput]) throws -> CloudValue? {
      let input: [String: CloudInput] = ["ClusterIdentifier": "dwh"]
      return try cloud.call(.warehouse, "ModifyCluster", .structure(input.merging(more) { $1 }))[
        "Cluster", "MasterPasswordSecretArn"]
    }
    #expect(try modify(["ManageMasterPassword": "false"]) == nil)
    let secret = try #require(try modify(["ManageMasterPassword": "true"]))
    #expect(try modify(["ManageMasterPassword": "true"]) == secret && cloud.state.secrets.secrets.count == 1)
    #expect(try modify(["NumberOfNodes": "2"]) == secret)
    let both: CloudInput = [
      "ClusterIdentifier": "dwh", "ManageMasterPassword": "true", "MasterUserPassword": "Passw0rd",
    ]
    #expect(cloud.code(.warehouse, "ModifyCluster", both) == "InvalidParameterCombination")
    let none: CloudInput = ["ClusterIdentifier": "dwh", "ManageMasterPassword": "false"]
    #expect(cloud.code(.warehouse, "ModifyCluster", none) == "MissingParameter")
    #expect(try modify(["MasterUserPassword": "Passw0rd"]) == nil && cloud.state.secrets.secrets.isEmpty)
  }

  @Test func whatIsUsedCannotBeDeleted() throws {
    let subnets: CloudInput = [
      "ClusterSubnetGroupName": "mine", "Description": "d", "SubnetIds": .list(["subnet-0a1b2c3d4e5f60710"]),
    ]
    try cloud.call(.warehouse, "CreateClusterSubnetGroup", subnets)
    let parameters: CloudInput = [
      "ParameterGroupName": "mine", "ParameterGroupFamily": "redshift-1.0", "Description": "d",
    ]
    try cloud.call(.warehouse, "CreateClusterParameterGroup", parameters)
    try cloud.createCluster("dwh", ["ClusterSubnetGroupName": "mine", "ClusterParameterGroupName": "mine"])
    #expect(cloud.code(.warehouse, "DeleteClusterSubnetGroup", subnets) == "InvalidClusterSubnetGroupStateFault")
    #expect(cloud.code(.warehouse, "DeleteClusterParameterGroup", parameters) == "InvalidClusterParameterGroupState")
    try cloud.call(.warehouse, "DeleteCluster", ["ClusterIdentifier": "dwh", "SkipFinalClusterSnapshot": "true"])
    #expect(cloud.code(.warehouse, "DeleteClusterSubnetGroup", subnets) == nil)
    #expect(cloud.code(.warehouse, "DeleteClusterParameterGroup", parameters) == nil)
  }

  @Test func settingsAreKeptAndShown() throws {
    try cloud.createCluster(
      "dwh",
      [
        "EnhancedVpcRouting": "true", "AllowVersionUpgrade": "false", "KmsKeyId": "key",
        "ManualSnapshotRetentionPeriod": "7", "MaintenanceTrackName": "trailing", "AvailabilityZoneRelocation": "true",
        "MultiAZ": "true", "ClusterVersion": "1.0",
      ])
    #expect(
      try settings() == [
        .boolean(true), .boolean(false), .text("key"), .integer(7), .text("trailing"), .text("enabled"),
        .text("Enabled"),
      ])
    try cloud.call(
      .warehouse, "ModifyCluster", ["ClusterIdentifier": "dwh", "EnhancedVpcRouting": "false", "KmsKeyId": "other"])
    #expect(try settings().prefix(3) == [.boolean(false), .boolean(false), .text("other")])
    let name: CloudInput = ["ClusterIdentifier": "dwh", "ManualSnapshotRetentionPeriod": "0"]
    #expect(cloud.code(.warehouse, "ModifyCluster", name) == "InvalidParameterValue")
    let version: CloudInput = ["ClusterIdentifier": "dwh", "ClusterVersion": "2.0"]
    #expect(cloud.code(.warehouse, "ModifyCluster", version) == "InvalidParameterValue")
  }

  private func settings() throws -> [CloudValue?] {
    let shown = try #require(try cloud.call(.warehouse, "DescribeClusters")["Clusters"]?.elements.first)
    return [
      "EnhancedVpcRouting", "AllowVersionUpgrade", "KmsKeyId", "ManualSnapshotRetentionPeriod", "MaintenanceTrackName",
      "AvailabilityZoneRelocationStatus", "MultiAZ",
    ].map { shown[$0] }
  }

  @Test func sizes() throws {
    try cloud.createCluster("dwh")
    func resize(_ type: String, _ count: String?) -> String? {
      var input: [String: CloudInput] = ["ClusterIdentifier": "dwh", "ClusterType": .text(type)]
      if let count { input["NumberOfNodes"] = .text(count) }
      return cloud.code(.warehouse, "ModifyCluster", .structure(input))
    }
    #expect(resize("multi-node", "2") == nil)
    #expect(resize("multi-node", "1") == "InvalidParameterCombination")
    #expect(resize("multi-node", nil) == "InvalidParameterCombination")
    #expect(resize("many-nodes", "2") == "InvalidParameterValue")
    #expect(try shownNodes() == .integer(2))
    #expect(resize("single-node", nil) == nil)
    #expect(try shownNodes() == .integer(1))
    for count in ["-5", "0", "129", "9223372036854775807"] {
      let input: CloudInput = ["ClusterIdentifier": "dwh", "NumberOfNodes": .text(count)]
      #expect(cloud.code(.warehouse, "ResizeCluster", input) == "InvalidParameterValue")
    }
    #expect(try shownNodes() == .integer(1))
  }

  private func shownNodes() throws -> CloudValue? {
    try #require(try cloud.call(.warehouse, "DescribeClusters")["Clusters"]?.elements.first)["NumberOfNodes"]
  }

  @Test(arguments: [
    ("arn:aws:redshift:us-west-2:123456789012:cluster:dwh", nil, nil),
    ("arn:aws:redshift:us-east-1:999999999999:cluster:dwh", nil, nil),
    ("arn:aws:redshift:us-west-2::cluster:other", nil, "ResourceNotFoundFault"),
    ("arn:aws:redshift:us-west-2:123456789012:snapshot:dwh/one", nil, "ResourceNotFoundFault"),
    ("bad:arn", nil, "InvalidParameterValue"),
    ("arn:aws:redshift:us-west-2:123456789012:cluster:dwh", "cluster", "InvalidParameterValue"),
  ])
  func tagsOfAResource(_ name: String, _ kind: String?, _ code: String?) throws {
    try cloud.createCluster("dwh", ["Tags": .list([["Key": "team", "Value": "data"]])])
    var input: [String: CloudInput] = ["ResourceName": .text(name)]
    if let kind { input["ResourceType"] = .text(kind) }
    #expect(cloud.code(.warehouse, "DescribeTags", .structure(input)) == code)
    if code == nil {
      let answer = try cloud.call(.warehouse, "DescribeTags", .structure(input))
      #expect(answer["TaggedResources"]?.elements.first?["ResourceType"] == .text("cluster"))
    }
  }
}
