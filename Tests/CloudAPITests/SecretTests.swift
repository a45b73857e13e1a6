import CloudAPI
import Testing

/// Versions of secrets and their stages.
@Suite struct SecretTests {
  private let cloud = TestCloud()
  private let token = String(repeating: "t", count: 32)

  private func value(_ more: [String: CloudInput] = [:]) -> CloudValue? {
    let input = CloudInput.structure(["SecretId": "s"].merging(more) { $1 })
    return (try? cloud.call(.secrets, "GetSecretValue", input))?["SecretString"]
  }

  @Test func theCurrentVersionBecomesThePreviousOne() throws {
    try cloud.call(.secrets, "CreateSecret", ["Name": "s", "SecretString": "1"])
    #expect(value() == "1")
    #expect(value(["VersionStage": "AWSPREVIOUS"]) == nil)
    for number in ["2", "3"] {
      try cloud.call(.secrets, "PutSecretValue", ["SecretId": "s", "SecretString": .text(number)])
    }
    #expect(value() == "3")
    #expect(value(["VersionStage": "AWSPREVIOUS"]) == "2")
  }

  @Test func aStageOfOnesOwnLeavesTheCurrentVersion() throws {
    try cloud.call(.secrets, "CreateSecret", ["Name": "s", "SecretString": "1"])
    let next: CloudInput = ["SecretId": "s", "SecretString": "2", "VersionStages": .list(["NEXT"])]
    try cloud.call(.secrets, "PutSecretValue", next)
    #expect(value() == "1")
    #expect(value(["VersionStage": "NEXT"]) == "2")
    #expect(value(["VersionStage": "AWSPREVIOUS"]) == nil)
  }

  @Test func theSameTokenIsTheSameVersion() throws {
    try cloud.call(.secrets, "CreateSecret", ["Name": "s", "SecretString": "1", "ClientRequestToken": .text(token)])
    #expect(value(["VersionId": .text(token)]) == "1")
    let again: CloudInput = ["SecretId": "s", "SecretString": "1", "ClientRequestToken": .text(token)]
    #expect(cloud.code(.secrets, "PutSecretValue", again) == nil)
    let other: CloudInput = ["SecretId": "s", "SecretString": "2", "ClientRequestToken": .text(token)]
    #expect(cloud.code(.secrets, "PutSecretValue", other) == "ResourceExistsException")
  }
}
