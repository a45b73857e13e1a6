import CloudAPI
import TestSupport
import Testing

/// AWS-Services.md lists the operations that there are.
@Suite(.serialized) struct CloudPageTests {
  @Test func operations() throws {
    let rows = CloudService.all.map { service in
      "| `\(service.name)` | \(service.operations.map { "`\($0.name)`" }.sorted().joined(separator: ", ")) |"
    }
    try ReferencePage("AWS-Services").agrees("operations", with: ["| service | operations |", "|---|---|"] + rows)
  }

  @Test func noOperationIsTwiceInAService() {
    for service in CloudService.all {
      #expect(Set(service.operations.map { $0.name }).count == service.operations.count)
    }
  }
}
