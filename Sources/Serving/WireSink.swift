import Columnar
import Planning
import PostgresWire
import SQLTypes
import Sessions

/// A client that went away while it was answered.
struct ConnectionLost: Error {}

/// Sends a statement's rows to a client as they come.
final class WireSink: ResultSink {
  private let connection: ClientConnection
  /// Of the columns, as Bind asked for them; nil in the simple protocol, where all is text and the columns come first.
  private let formats: [WireFormat]?
  private var encoder: RowEncoder?
  /// Columns of names that are sent as object ids, as their binary form is.
  private var ids: [Int: CatalogType.ObjectKind] = [:]

  init(_ connection: ClientConnection, formats: [WireFormat]?) {
    self.connection = connection
    self.formats = formats
  }

  func begin(_ columns: [OutputColumn]) throws {
    let formats = try WireFormat.spread(formats ?? [], over: columns.count, "result formats")
    if self.formats == nil { connection.append(.rowDescription(connection.description(of: columns, formats))) }
    var sent = columns
    for (index, column) in columns.enumerated() where formats[index] == .binary {
      guard case .catalog(.shownName(let kind)) = column.type else { continue }
      ids[index] = kind
      sent[index].type = .oid
    }
    encoder = connection.makeEncoder(sent, formats)
  }

  func receive(_ batch: Batch) throws { try receive(batch, 0..<batch.count) }

  /// Some rows of a batch. Throws `ConnectionLost`.
  func receive(_ batch: Batch, _ rows: Range<Int>) throws {
    guard let encoder else { preconditionFailure("rows come after their columns") }
    let batch = ids.isEmpty ? batch : connection.objectIDs(batch, ids)
    var start = rows.lowerBound
    while start < rows.upperBound {
      let end = min(start + Self.rowsAtATime, rows.upperBound)
      try connection.send(batch, start..<end, by: encoder)
      start = end
    }
  }

  /// Rows that are rendered before they are sent.
  private static let rowsAtATime = 4096
}
