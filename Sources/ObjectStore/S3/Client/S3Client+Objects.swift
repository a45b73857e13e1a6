import Formats
import HTTP
import SQLTypes

/// Finding objects.
extension S3Client {
  /// Questions under way at a time where there are many.
  private static let crowd = 256

  /// All keys that start with `prefix`, in byte order, whatever order a server keeps. Errors: those of S3, none for
  /// none.
  func list(bucket: String, prefix: String) throws(SQLError) -> [StoredObject] {
    var found: [S3Listing.Object] = []
    var continuation: String?
    repeat {
      let request = S3Request(bucket: bucket, .list(prefix: prefix, continuation: continuation))
      let page = try ask(request) { response throws(S3Error) in try S3Listing(response) }
      found += page.objects
      guard page.continuation == nil || page.continuation != continuation else {
        throw S3Error.unreadable("a page of the list leads to itself").error(
          request, connection.configuration(for: bucket))
      }
      continuation = page.continuation
    } while continuation != nil
    if !zip(found, found.dropFirst()).allSatisfy({ $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      found.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }
    return found.map { listed in
      StoredObject(S3Object(self, bucket: bucket, key: listed.key, etag: listed.etag), size: listed.size)
    }
  }

  func object(bucket: String, key: String) throws(SQLError) -> StoredObject? {
    guard !key.isEmpty else { return nil }
    return try HeadCall(self, bucket: bucket, key: key).wait()
  }

  /// The objects of several locations, in their order; `local` finds those that are paths.
  func objects(
    at locations: [Location], local: (Location) throws(SQLError) -> StoredObject?
  ) throws(SQLError) -> [StoredObject?] {
    var found: [StoredObject?] = []
    while found.count < locations.count {
      let calls = locations[found.count...].prefix(Self.crowd).map(head)
      for call in calls {
        let location = locations[found.count]
        found.append(location.isS3 ? try call?.wait() : try local(location))
      }
    }
    return found
  }

  private func head(_ location: Location) -> HeadCall? {
    guard case .s3(let bucket, let key) = location, !key.isEmpty else { return nil }
    return HeadCall(self, bucket: bucket, key: key)
  }
}

/// Asks whether there is an object, and which one.
private struct HeadCall {
  private let client: S3Client
  private let bucket: String
  private let key: String
  private let call: S3Call
  private let answer = Answer()

  /// Written by the call, read after its end.
  private final class Answer: @unchecked Sendable {
    var fields = HTTPFields()
  }

  init(_ client: S3Client, bucket: String, key: String) {
    (self.client, self.bucket, self.key) = (client, bucket, key)
    let answer = answer
    call = client.call(S3Request(bucket: bucket, .head(key: key)), into: InputBuffer(capacity: 1), limit: 0) {
      transfer throws(S3Error) in
      guard transfer.isSuccess else { throw S3Error(transfer.response) }
      answer.fields = transfer.fields
      guard S3Answer.size(transfer.response) != nil else { throw .unreadable("an object without its size") }
    }
  }

  /// nil where there is none.
  func wait() throws(SQLError) -> StoredObject? {
    do throws(SQLError) { try call.wait() } catch {
      if call.outcome()?.meansAbsent == true { return nil }
      throw error
    }
    let size = answer.fields["content-length"].flatMap { Int($0) } ?? 0
    let etag = answer.fields["etag"].map(ETag.quoted)
    return StoredObject(S3Object(client, bucket: bucket, key: key, etag: etag), size: size)
  }
}
