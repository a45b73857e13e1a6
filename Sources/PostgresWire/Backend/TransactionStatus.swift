/// Where the session stands, as ReadyForQuery says it.
package enum TransactionStatus: UInt8, WireMessage {
  case idle = 0x49  // I
  case inTransaction = 0x54  // T
  case failed = 0x45  // E

  package init(from reader: inout MessageReader) throws(WireFormatError) {
    guard let status = TransactionStatus(rawValue: try reader.byte()) else { throw .invalidField("status") }
    self = status
  }

  package func write(to writer: inout MessageWriter) { writer.append(rawValue) }
}
