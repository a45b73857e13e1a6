import Console
import Formats
import Planning
import SQLTypes

/// One JSON object a row and line. Numbers stay numbers, NULL is `null`, SUPER stays JSON, the rest is text.
struct JSONFormat: RowWriter {
  private let columns: [OutputColumn]

  init(_ columns: [OutputColumn]) { self.columns = columns }

  var head: String { "" }

  func lines(_ rows: TextRows) -> String {
    var text = ""
    for row in rows {
      text += Self.object(zip(columns, row).map { ($0.name, Self.value($1, $0.type)) }) + "\n"
    }
    return text
  }

  /// An object of members whose values are JSON already.
  static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { "\(quoted($0)):\($1)" }.joined(separator: ",") + "}"
  }

  private static func value(_ text: String?, _ type: DataType) -> String {
    guard let text else { return "null" }
    if type == .boolean { return text == "t" || text == "true" ? "true" : "false" }
    if type == .super { return escaped(text) }
    if type.isNumeric && text.allSatisfy({ $0.isNumber || "+-.eE".contains($0) }) { return text }
    return quoted(text)
  }

  /// What a terminal that shows a program's output would obey is escaped.
  static func quoted(_ text: String) -> String { escaped(JSONText.quoted(text)) }

  /// In JSON such characters stand inside strings only.
  private static func escaped(_ json: String) -> String {
    guard json.unicodeScalars.contains(where: TerminalText.isControl) else { return json }
    return json.unicodeScalars.reduce(into: "") { result, scalar in
      if TerminalText.isControl(scalar) {
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }
}
