import Formats
import SQLTypes

/// Writes an answer's tree as JSON.
struct JSONWriter {
  private(set) var text = ""

  mutating func add(_ value: CloudValue) {
    switch value {
    case .structure(let members):
      list(members, "{", "}") {
        $0.quote($1.name)
        $0.text += ":"
        $0.add($1.value)
      }
    case .list(_, let elements): list(elements, "[", "]") { $0.add($1) }
    case .text(let value): quote(value)
    case .integer(let value): text += String(value)
    case .double(let value): text += value.isFinite ? String(value) : "\"\(value)\""
    case .boolean(let value): text += value ? "true" : "false"
    case .time(let value): text += CloudTime.seconds(value)
    case .bytes(let value): quote(Base64.text(value))
    }
  }

  private mutating func list<Element>(
    _ elements: [Element], _ open: String, _ close: String, _ write: (inout JSONWriter, Element) -> Void
  ) {
    text += open
    for (index, element) in elements.enumerated() {
      if index > 0 { text += "," }
      write(&self, element)
    }
    text += close
  }

  private mutating func quote(_ value: String) { text += JSONText.quoted(value) }
}
