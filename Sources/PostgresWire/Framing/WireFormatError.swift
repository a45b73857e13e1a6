import SQLTypes

/// Why bytes are no message.
package enum WireFormatError: Error, Hashable, Sendable {
  /// A message ends before its fields do.
  case truncated
  /// Bytes are left behind the last field.
  case trailing
  /// A number that no field may hold: a negative count, a code that does not exist.
  case invalidField(StaticName)
  /// Text that is not UTF-8.
  case invalidText
  /// A message longer than its kind may be.
  case tooLong(Int)
  /// A first byte that begins no message.
  case unknownMessage(UInt8)

  /// The name of a field, as the code spells it.
  package struct StaticName: Hashable, Sendable, ExpressibleByStringLiteral {
    package let text: String
    package init(stringLiteral text: String) { self.text = text }
  }

  /// 08P01, or 22021 for text that is not UTF-8.
  package var sqlError: SQLError {
    switch self {
    case .truncated: SQLError(.protocolViolation, "insufficient data left in message")
    case .trailing: SQLError(.protocolViolation, "invalid message format")
    case .invalidField(let name): SQLError(.protocolViolation, "invalid \(name.text) in message")
    case .invalidText: SQLError(.characterNotInRepertoire, "invalid byte sequence for encoding \"UTF8\"")
    case .tooLong(let count): SQLError(.protocolViolation, "invalid message length: \(count)")
    case .unknownMessage(let id): SQLError(.protocolViolation, "invalid frontend message type \(id)")
    }
  }
}
