import Formats
import HTTP
import SQLTypes

/// An object in a bucket, as it was when it was found.
final class S3Object: Sendable {
  let client: S3Client
  let bucket: String
  let key: String
  /// nil where the server names none: a change of content goes unnoticed then, unless the size tells.
  let etag: String?

  init(_ client: S3Client, bucket: String, key: String, etag: String?) {
    (self.client, self.bucket, self.key, self.etag) = (client, bucket, key, etag)
  }

  var name: String { "s3://\(bucket)/\(key)" }

  /// Begins to bring these of the object's `size` bytes.
  func fetch(_ range: Range<Int>, of size: Int) -> S3Call {
    let isWhole = range == 0..<size
    let operation = S3Operation.get(key: key, range: isWhole ? nil : range, ifMatch: etag)
    let etag = etag
    return client.call(
      S3Request(bucket: bucket, operation), into: client.connection.buffers.take(range.count), limit: range.count
    ) { transfer throws(S3Error) in
      try Self.check(transfer, range, etag: etag)
    }
  }

  /// An answer must be of the object that was listed, and hold all that was asked for, and nothing else.
  private static func check(_ transfer: HTTPTransfer, _ range: Range<Int>, etag: String?) throws(S3Error) {
    guard transfer.isSuccess else { throw S3Error(transfer.response) }
    if let etag, let sent = transfer.field("etag"), !Self.isSame(sent, etag),
      !ETag.isSame(etag, String(decoding: sent, as: UTF8.self))
    {
      throw .changed
    }
    guard transfer.body.count == range.count else {
      throw .truncated(received: transfer.body.count, expected: range.count)
    }
    if transfer.status == 206 {
      let sent = transfer.field("content-range").flatMap { ContentRange(String(decoding: $0, as: UTF8.self)) }
      guard sent?.bytes == range else { throw .unreadable("other bytes than were asked for") }
    } else if range.lowerBound > 0 {
      throw .unreadable("the start of the object in the place of a part of it")
    }
  }

  private static func isSame(_ bytes: ArraySlice<UInt8>, _ text: String) -> Bool {
    bytes.withUnsafeBytes { bytes in text.withRawUTF8 { $0.count == bytes.count && $0.elementsEqual(bytes) } }
  }
}
