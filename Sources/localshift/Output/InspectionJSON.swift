import Loading
import SQLTypes

/// An inspection for programs: one JSON object.
enum InspectionJSON {
  static func text(_ report: Inspection) -> String {
    var members = [
      ("source", JSONFormat.quoted(report.source)), ("format", JSONFormat.quoted(report.format)),
      ("objects", "\(report.objects)"), ("empty_objects", "\(report.emptyObjects)"), ("bytes", "\(report.bytes)"),
      ("sampled_objects", "\(report.sampledObjects)"), ("sampled_bytes", "\(report.sampledBytes)"),
      ("records", "\(report.records)"), ("refused_records", "\(report.refusedRecords)"),
      ("complete", "\(report.isWhole)"), ("fails", "\(report.fails)"),
      ("columns", list(report.columns.map(column))), ("problems", list(report.problems.map(problem))),
      ("warnings", list(report.warnings.map(JSONFormat.quoted))),
    ]
    for (name, text) in [("create_table", report.createTable), ("jsonpaths", report.jsonPaths), ("copy", report.copy)] {
      if let text { members.append((name, JSONFormat.quoted(text))) }
    }
    return JSONFormat.object(members) + "\n"
  }

  private static func list(_ items: [String]) -> String { "[\(items.joined(separator: ","))]" }

  private static func column(_ column: Inspection.Column) -> String {
    JSONFormat.object([
      ("name", JSONFormat.quoted(column.name)), ("from", JSONFormat.quoted(column.source)),
      ("type", JSONFormat.quoted(column.type.description)), ("values", "\(column.values)"),
      ("nulls", "\(column.nulls)"), ("refused", "\(column.refused)"), ("widest", "\(column.widest)"),
      ("kinds", JSONFormat.quoted(column.kinds)), ("example", column.example.map(JSONFormat.quoted) ?? "null"),
    ])
  }

  private static func problem(_ problem: Inspection.Problem) -> String {
    let error = problem.error
    return JSONFormat.object([
      ("count", "\(problem.count)"), ("code", "\(error.code)"), ("reason", JSONFormat.quoted(error.reason)),
      ("file", JSONFormat.quoted(error.fileName)), ("line", "\(error.lineNumber)"),
      ("column", error.columnName.isEmpty ? "null" : JSONFormat.quoted(error.columnName)),
      ("value", JSONFormat.quoted(error.rawField)),
      ("hint", error.advice.map(JSONFormat.quoted) ?? "null"),
    ])
  }
}
