import SQLTypes

/// How a value is spelled on the wire.
package enum WireFormat: Int16, Hashable, Sendable {
  case text = 0
  case binary = 1

  init(from reader: inout MessageReader) throws(WireFormatError) {
    guard let format = WireFormat(rawValue: try reader.integer(Int16.self)) else { throw .invalidField("format code") }
    self = format
  }

  func write(to writer: inout MessageWriter) { writer.append(integer: rawValue) }

  /// One format each, from a list of none (all text), one (for all) or all of them. 08P01 for any other count; `what`
  /// is the plural that the message needs: `parameter formats`, `result formats`.
  package static func spread(_ list: [WireFormat], over count: Int, _ what: String) throws(SQLError) -> [WireFormat] {
    switch list.count {
    case 0: return Array(repeating: .text, count: count)
    case 1: return Array(repeating: list[0], count: count)
    case count: return list
    default:
      throw SQLError(.protocolViolation, "bind message has \(list.count) \(what) but \(count) are needed")
    }
  }
}
