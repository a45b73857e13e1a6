import Catalogs
import SQLTypes
import Testing

/// What IAM_ROLE may say.
@Suite struct RoleAssociationsTests {
  private func refusal(_ roles: RoleAssociations, _ argument: String) -> String? {
    do {
      try roles.check(argument, user: "eve")
      return nil
    } catch { return error.message }
  }

  @Test func everythingWhileNobodyMadeARole() {
    let roles = RoleAssociations(existing: [], associated: [])
    for argument in ["r", "a,b", "default"] { #expect(refusal(roles, argument) == nil) }
  }

  @Test func thoseOfTheCluster() {
    let roles = RoleAssociations(existing: ["r", "s"], associated: ["r"], userPrefix: "arn:dbuser:c/")
    #expect(refusal(roles, "r") == nil)
    #expect(refusal(roles, "s") == "User arn:dbuser:c/eve is not authorized to assume IAM Role s")
    #expect(refusal(roles, "gone") == "User arn:dbuser:c/eve is not authorized to assume IAM Role gone")
    #expect(refusal(roles, "default") != nil)
  }

  /// A chain begins with a role of the cluster; the others have only to be there.
  @Test(arguments: [("r,s", true), ("s,r", false), ("r,gone", false)])
  func chains(_ argument: String, _ isAccepted: Bool) {
    let roles = RoleAssociations(existing: ["r", "s"], associated: ["r"])
    #expect((refusal(roles, argument) == nil) == isAccepted)
  }

  @Test func whereThereIsNoClusterARoleHasOnlyToBeThere() {
    let roles = RoleAssociations(existing: ["r"])
    #expect(refusal(roles, "r") == nil)
    #expect(refusal(roles, "default") == nil)
    #expect(refusal(roles, "gone") != nil)
  }
}
