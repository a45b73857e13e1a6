import Catalogs
import Testing

/// SystemTables.md lists every relation the system fills, with its columns.
@Suite(.serialized) struct SystemTablePageTests {
  @Test func relations() throws {
    let page = try ReferencePage("SystemTables")
    let notes = Self.notes(in: try page.lines(of: "relations"))
    let relations = SystemRelation.all.sorted { $0.name.description < $1.name.description }
    var lines: [String] = []
    for relation in relations {
      let name = Self.shown(relation)
      let columns = relation.listedColumns.map { "`\($0.name)` \($0.type)" }.joined(separator: ", ")
      lines += ["### \(name)", "", notes[name] ?? "", "", "Columns: \(columns).", ""]
    }
    try page.agrees("relations", with: lines)
    for relation in relations where (notes[Self.shown(relation)] ?? "").isEmpty {
      Issue.record("SystemTables.md does not say what a row of \(relation.name) is")
    }
  }

  @Test func missing() throws {
    let names = SystemRelation.missing.sorted().map { "`\($0)`" }.joined(separator: ", ")
    try ReferencePage("SystemTables").agrees("missing", with: [names])
  }

  private static func shown(_ relation: SystemRelation) -> String {
    relation.name.schema == "pg_catalog" ? relation.name.name : "\(relation.name.schema).\(relation.name.name)"
  }

  /// What stands between a relation's heading and its columns.
  private static func notes(in lines: [String]) -> [String: String] {
    var notes: [String: String] = [:]
    var name: String?
    for line in lines {
      if line.hasPrefix("### ") { name = String(line.dropFirst(4)) }
      if line.hasPrefix("Columns: ") { name = nil }
      guard let name, !line.hasPrefix("### "), !line.isEmpty else { continue }
      notes[name, default: ""] += (notes[name] == nil ? "" : "\n") + line
    }
    return notes
  }
}
