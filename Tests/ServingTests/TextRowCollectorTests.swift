import Columnar
import PostgresWire
import SQLTypes
import Testing

@testable import Serving

/// Rows of text from the wire become batches, and what is no row is refused.
@Suite struct TextRowCollectorTests {
  private func append(_ body: [UInt8], to collector: TextRowCollector) throws {
    try body.withUnsafeBytes { body in try collector.append(body) }
  }

  private func body(_ values: [String?]) -> [UInt8] {
    var writer = MessageWriter()
    BackendMessage.DataRow(values.map { $0.map { Array($0.utf8) } }).write(to: &writer)
    return writer.bytes
  }

  @Test func rowsBecomeABatch() throws {
    let collector = TextRowCollector(columns: 2)
    try append(body(["a", nil]), to: collector)
    try append(body(["", "a text of more than twelve bytes"]), to: collector)
    let batch = collector.finish()
    #expect(batch.count == 2)
    #expect(batch.columns[0].values == [.string("a"), .string("")])
    #expect(batch.columns[1].values == [.null, .string("a text of more than twelve bytes")])
    try append(body(["b", "c"]), to: collector)
    #expect(collector.finish().columns[0].values == [.string("b")])
  }

  @Test func whatIsNoRowIsRefused() throws {
    let whole = body(["abc", "de"])
    for count in whole.indices {
      #expect(throws: WireFormatError.self) {
        try append(Array(whole.prefix(count)), to: TextRowCollector(columns: 2))
      }
    }
    #expect(throws: WireFormatError.self) { try append(whole + [0], to: TextRowCollector(columns: 2)) }
    #expect(throws: WireFormatError.self) { try append(whole, to: TextRowCollector(columns: 3)) }
  }
}
