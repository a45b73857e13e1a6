import Formats
import Planning
import SQLTypes

/// One JSON object a row and line. Numbers stay numbers, NULL is `null`, SUPER stays JSON, the rest is text.
enum JSONFormat {
  static func text(_ columns: [OutputColumn], _ rows: TextRows) -> String {
    var text = ""
    for row in rows { text += object(zip(columns, row).map { ($0.name, value($1, $0.type)) }) + "\n" }
    return text
  }

  /// An object of members whose values are JSON already.
  static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { "\(quoted($0)):\($1)" }.joined(separator: ",") + "}"
  }

  private static func value(_ text: String?, _ type: DataType) -> String {
    guard let text else { return "null" }
    if type == .boolean { return text == "t" || text == "true" ? "true" : "false" }
    if type == .super { return text }
    if type.isNumeric && text.allSatisfy({ $0.isNumber || "+-.eE".contains($0) }) { return text }
    return quoted(text)
  }

  static func quoted(_ text: String) -> String { JSONText.quoted(text) }
}
