import CloudAPI
import Testing

/// Temporary passwords: for whom, under which name, for how long and where.
@Suite struct CredentialsTests {
  private let cloud = TestCloud()

  @Test(arguments: [(nil, "IAM:eve"), ("false", "IAM:eve"), ("true", "IAMA:eve")])
  func marksOfUsers(_ createsUser: String?, _ name: String) throws {
    try cloud.createCluster()
    var input: [String: CloudInput] = [
      "ClusterIdentifier": "DWH", "DbUser": "eve", "DbName": "d", "DbGroups": ["1": "g"],
    ]
    input["AutoCreate"] = createsUser.map { .text($0) }
    let answer = try cloud.call(.warehouse, "GetClusterCredentials", .structure(input))
    let (host, login) = try #require(cloud.host.notes.logins.last)
    #expect(answer["DbUser"] == .text(name))
    #expect(answer["DbPassword"] == .text(login.password))
    #expect(host == "dwh")
    #expect(login.loginName == name)
    #expect(login.user == "eve")
    #expect(login.groups == ["g"])
    #expect(login.database == "d")
    #expect(login.createsUser == (createsUser == "true"))
    #expect(login.expiry == cloud.time + 900_000_000)
  }

  @Test(arguments: [
    ("899", "InvalidParameterValue"), ("900", nil), ("3600", nil), ("3601", "InvalidParameterValue"),
    ("x", "InvalidParameterValue"),
  ])
  func durations(_ seconds: String, _ code: String?) throws {
    try cloud.createCluster()
    for operation in ["GetClusterCredentials", "GetClusterCredentialsWithIAM"] {
      let input: CloudInput = ["ClusterIdentifier": "dwh", "DbUser": "eve", "DurationSeconds": .text(seconds)]
      #expect(cloud.code(.warehouse, operation, input) == code)
    }
  }

  @Test func anyNameDoesWhileThereIsNoCluster() throws {
    try cloud.call(.warehouse, "GetClusterCredentials", ["ClusterIdentifier": "any", "DbUser": "eve"])
    try cloud.call(.serverless, "GetCredentials", ["workgroupName": "any"])
    #expect(cloud.host.notes.logins.map(\.host) == [nil, nil])
    try cloud.createCluster()
    #expect(
      cloud.code(.warehouse, "GetClusterCredentials", ["ClusterIdentifier": "any", "DbUser": "eve"])
        == "ClusterNotFound")
    #expect(cloud.code(.serverless, "GetCredentials", ["workgroupName": "any"]) == "ResourceNotFoundException")
    let domain: CloudInput = ["CustomDomainName": "localhost", "DbUser": "eve"]
    #expect(cloud.code(.warehouse, "GetClusterCredentials", domain) == "CustomDomainAssociationNotFoundFault")
  }

  /// The identity is the signing key's: a user's, an assumed role's as long as it is good, else the account's root.
  @Test func identities() throws {
    func name() throws -> CloudValue? {
      try cloud.call(.warehouse, "GetClusterCredentialsWithIAM", ["ClusterIdentifier": "dwh"])["DbUser"]
    }
    try cloud.createCluster()
    #expect(try name() == "IAM:root")
    cloud.accessKey = "AKIAOTHER"
    #expect(try name() == "IAM:root")
    try cloud.call(.identity, "CreateUser", ["UserName": "Eve"])
    let key = try cloud.call(.identity, "CreateAccessKey", ["UserName": "eve"])["AccessKey", "AccessKeyId"]
    cloud.accessKey = text(key)
    #expect(try name() == "IAM:Eve")
    try cloud.call(.identity, "CreateRole", ["RoleName": "reader", "AssumeRolePolicyDocument": "{}"])
    let role: CloudInput = ["RoleArn": "arn:aws:iam::123456789012:role/reader", "RoleSessionName": "load"]
    cloud.accessKey = text(try cloud.call(.securityTokens, "AssumeRole", role)["Credentials", "AccessKeyId"])
    #expect(try name() == "IAMR:reader")
    let caller = try cloud.call(.securityTokens, "GetCallerIdentity")["Arn"]
    #expect(caller == "arn:aws:sts::123456789012:assumed-role/reader/load")
    cloud.time += 3_600_000_000
    #expect(try name() == "IAM:root")
  }

  private func text(_ value: CloudValue?) -> String? {
    if case .text(let text)? = value { text } else { nil }
  }
}
