import CloudAPI
import Testing

/// What becomes of a namespace's databases and administrator when workgroups come and go.
@Suite struct ServerlessTests {
  private let cloud = TestCloud()

  @Test func databasesOutliveTheirWorkgroup() throws {
    try cloud.call(
      .serverless, "CreateNamespace",
      ["namespaceName": "space", "adminUsername": "admin", "adminUserPassword": "First1", "dbName": "d"])
    try cloud.call(.serverless, "CreateWorkgroup", ["namespaceName": "space", "workgroupName": "one", "port": "5440"])
    let first = try #require(cloud.host.notes.starts.last)
    #expect(first.identifier == "workgroup:one" && first.database == "d" && first.port == 5440 && first.snapshot == nil)
    #expect(first.user == "admin" && first.password == "First1")
    try cloud.call(.serverless, "DeleteWorkgroup", ["workgroupName": "one"])
    #expect(cloud.host.notes.running.isEmpty)
    try cloud.call(.serverless, "UpdateNamespace", ["namespaceName": "space", "adminUserPassword": "Second2"])
    try cloud.call(.serverless, "CreateWorkgroup", ["namespaceName": "space", "workgroupName": "two"])
    let snapshot = try #require(cloud.host.notes.starts.last?.snapshot)
    #expect(cloud.host.notes.snapshots.contains(snapshot))
    #expect(cloud.host.notes.passwords["workgroup:two"] == "Second2")
    #expect(cloud.code(.serverless, "DeleteNamespace", ["namespaceName": "space"]) == "ConflictException")
    try cloud.call(.serverless, "DeleteWorkgroup", ["workgroupName": "two"])
    try cloud.call(.serverless, "DeleteNamespace", ["namespaceName": "space"])
    #expect(cloud.host.notes.snapshots.isEmpty)
  }

  @Test func whoMadeItIsTheAdministratorWhereNobodyIsNamed() throws {
    try cloud.call(.serverless, "CreateNamespace", ["namespaceName": "space"])
    try cloud.call(.serverless, "CreateWorkgroup", ["namespaceName": "space", "workgroupName": "work"])
    let start = try #require(cloud.host.notes.starts.last)
    #expect(start.user == "IAM:root" && start.password == nil && start.database == "dev")
  }

  @Test(arguments: ["ab", "Abc", "a_b", "a.b", String(repeating: "a", count: 65)])
  func names(_ name: String) {
    #expect(cloud.code(.serverless, "CreateNamespace", ["namespaceName": .text(name)]) == "ValidationException")
  }
}
