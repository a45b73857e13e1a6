import Catalogs
import SQLTypes

/// A routine as SHOW PROCEDURE writes it.
/// https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_PROCEDURE.html
enum RoutineText {
  static let column = OutputColumn(
    name: "Stored Procedure Definition", type: .varchar(DataType.maximumVarcharLength))

  static func definition(of routine: RoutineEntry) -> String {
    let parameters = routine.parameters.map(\.text).joined(separator: ", ")
    let name = "\(routine.name.schema).\(routine.name.name)"
    var lines = ["CREATE OR REPLACE \(routine.kind.rawValue.uppercased()) \(name)(\(parameters))"]
    if routine.isNonAtomic { lines.append("NONATOMIC") }
    lines.append("LANGUAGE \(routine.language)")
    for setting in routine.settings {
      lines.append("SET \(setting.name) TO \(setting.values.joined(separator: ", "))")
    }
    if routine.isSecurityDefiner { lines.append("SECURITY DEFINER") }
    lines.append("AS $_$\(routine.body)$_$")
    return lines.joined(separator: "\n") + "\n"
  }
}
