import Loading
import SQLSyntax
import SQLTypes
import Testing

/// COPY-Reference.md and UNLOAD-Reference.md list the clauses that the parser knows, and what Loading answers to each.
@Suite struct ClausePageTests {
  @Test func copy() throws {
    try agree("COPY-Reference", "copy-clauses", CopyClause.copy) { clauses throws(SQLError) in
      try CopyOptions(clauses).withoutEffect
    }
  }

  @Test func unload() throws {
    try agree("UNLOAD-Reference", "unload-clauses", CopyClause.unload) { clauses throws(SQLError) in
      try UnloadOptions(clauses).withoutEffect
    }
  }

  /// `read` gives the clauses that have no effect, or throws what the statement would.
  private func agree(
    _ page: String, _ block: String, _ clauses: [String: CopyClause.Argument],
    _ read: ([CopyOption]) throws(SQLError) -> [String]
  ) throws {
    let page = try ReferencePage(page)
    let table = ReferenceTable(head: ["clause", "argument", "", "what it does"], in: try page.lines(of: block))
    let rows = clauses.sorted { $0.key < $1.key }.map { name, argument in
      ["`\(name.uppercased())`", argument.grammar.isEmpty ? "" : "`\(argument.grammar)`", Self.state(name, read)]
    }
    try page.agrees(block, with: table.lines(rows))
    #expect(table.withoutNote(rows).isEmpty, "write what they do")
  }

  /// How the statement answers the clause in the best company it can have.
  private static func state(_ name: String, _ read: ([CopyOption]) throws(SQLError) -> [String]) -> String {
    var isUnbuilt = false
    for company in companies {
      for argument in arguments {
        do throws(SQLError) {
          let clause = CopyOption(name: name, argument: argument, position: 0)
          let withoutEffect = try read(company.filter { $0.name != name } + [clause])
          return withoutEffect.contains { $0.lowercased().hasPrefix(name) } ? "form" : "yes"
        } catch {
          isUnbuilt = isUnbuilt || error.state == .featureNotSupported
        }
      }
    }
    return isUnbuilt ? "0A000" : "refused"
  }

  /// Clauses beside which another may stand that cannot stand alone.
  private static let companies: [[CopyOption]] = [
    [], [flag("csv")], [flag("shapefile")], [flag("parquet")], [flag("encrypted")], [key("master_symmetric_key")],
    [flag("encrypted"), key("kms_key_id")], [CopyOption(name: "partition", argument: .names([]), position: 0)],
    [key("access_key_id")], [key("secret_access_key")], [key("access_key_id"), key("secret_access_key")],
  ]

  private static func flag(_ name: String) -> CopyOption { CopyOption(name: name, argument: nil, position: 0) }

  private static func key(_ name: String) -> CopyOption { CopyOption(name: name, argument: .string("k"), position: 0) }

  /// One of them suits every clause that takes an argument.
  private static let arguments: [CopyOption.Argument?] = [
    nil, .string("x"), .string("a:1"), .string("auto"), .string("arn:aws:iam::123456789012:role/dwh"),
    .string("aws_iam_role=arn:aws:iam::123456789012:role/dwh"), .number(2000), .number(6 << 20), .word("on"),
    .word("utf8"),
    .word("auto"), .word("verbose"), .names([]),
  ]
}
