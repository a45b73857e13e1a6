import Planning
import Testing

/// Architecture.md lists the optimizer's rules in their order.
@Suite struct RulePageTests {
  @Test func rules() throws {
    let page = try ReferencePage("Architecture")
    let table = ReferenceTable(head: ["rule", "what it does"], in: try page.lines(of: "rules"))
    let rows = Optimizer.ruleNames.map { ["`\($0)`"] }
    try page.agrees("rules", with: table.lines(rows))
    #expect(table.withoutNote(rows).isEmpty, "write what they do")
  }
}
