import Formats
import SQLTypes

/// One object on its way into a bucket: in memory as long as it is small, then in parts, some of them under way at a
/// time.
final class S3ObjectSink: ObjectSink {
  private static let partsUnderWay = 4

  private struct PartCall {
    var number: Int
    var call: S3Call
    var etag: PartTag
  }

  private let destination: S3Destination
  private let key: String
  private(set) var size = 0
  private var buffer: [UInt8] = []
  private var upload: String?
  private var underWay: [PartCall] = []
  private var parts: [S3Part] = []

  init(_ destination: S3Destination, _ key: String) { (self.destination, self.key) = (destination, key) }

  deinit { for part in underWay { part.call.discard() } }

  func write(_ bytes: UnsafeRawBufferPointer) throws(SQLError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      if buffer.count == destination.partSize { try sendPart() }
      let piece = rest.prefix(destination.partSize - buffer.count)
      buffer.append(contentsOf: piece)
      rest = rest.dropFirst(piece.count)
    }
    size += bytes.count
  }

  func finish() throws(SQLError) {
    if upload == nil, destination.keep(key, buffer) {
      buffer = []
      return
    }
    try sendPart()
    while !underWay.isEmpty { try finishPart() }
    destination.keep(key, upload ?? "", parts)
  }

  private func sendPart() throws(SQLError) {
    let upload: String
    if let begun = self.upload { upload = begun } else { upload = try destination.beginUpload(key) }
    self.upload = upload
    if underWay.count >= Self.partsUnderWay { try finishPart() }
    let number = parts.count + underWay.count + 1
    let etag = PartTag()
    let request = destination.request(.uploadPart(key: key, upload: upload, number: number, body: buffer))
    let call = destination.client.call(request, into: InputBuffer(capacity: 1), limit: 1 << 20) {
      transfer throws(S3Error) in
      guard let stored = try S3Answer.stored(transfer.response) else { throw .unreadable("a part without its ETag") }
      etag.text = stored
    }
    underWay.append(PartCall(number: number, call: call, etag: etag))
    buffer.removeAll()
  }

  /// Waits for the oldest.
  private func finishPart() throws(SQLError) {
    let part = underWay[0]
    try part.call.wait()
    underWay.removeFirst()
    parts.append(S3Part(number: part.number, etag: part.etag.text))
  }
}

/// Written by a part's call, read after its end.
private final class PartTag: @unchecked Sendable {
  var text = ""
}
