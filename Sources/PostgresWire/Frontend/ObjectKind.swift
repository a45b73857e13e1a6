/// What Describe and Close name: a prepared statement or a portal.
package enum ObjectKind: UInt8, Hashable, Sendable {
  case statement = 0x53
  case portal = 0x50

  init(from reader: inout MessageReader) throws(WireFormatError) {
    guard let kind = ObjectKind(rawValue: try reader.byte()) else { throw .invalidField("object kind") }
    self = kind
  }
}
