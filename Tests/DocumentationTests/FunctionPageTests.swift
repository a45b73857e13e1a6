import Planning
import TestSupport
import Testing

/// Functions.md lists the catalogue's functions.
@Suite(.serialized) struct FunctionPageTests {
  @Test func functionsWithASignature() throws {
    let rows = FunctionCatalog.scalarForms.map { name, forms in
      ["`\(name)`", forms.map { "`\($0)`" }.joined(separator: ", ")]
    }
    let page = try ReferencePage("Functions")
    let table = ReferenceTable(head: ["name", "call", "what it gives"], in: try page.lines(of: "functions"))
    try page.agrees("functions", with: table.lines(rows))
    #expect(table.withoutNote(rows).isEmpty, "write what they give")
  }

  @Test func aggregates() throws { try agree("aggregates", FunctionCatalog.aggregateNames) }

  @Test func windows() throws { try agree("windows", FunctionCatalog.windowNames) }

  @Test func notBuilt() throws {
    let names = FunctionCatalog.unbuiltNames.map { "`\($0)`" }.joined(separator: ", ")
    try ReferencePage("Functions").agrees("unbuilt", with: [names])
  }

  private func agree(_ block: String, _ names: [String]) throws {
    let page = try ReferencePage("Functions")
    let table = ReferenceTable(head: ["name", "what it gives"], in: try page.lines(of: block))
    let rows = names.map { ["`\($0)`"] }
    try page.agrees(block, with: table.lines(rows))
    #expect(table.withoutNote(rows).isEmpty, "write what they give")
  }
}
