import Formats
import HTTP
import ObjectStore
import Scheduling
import TestSupport

/// Objects in memory behind a `LoopbackServer` that speaks as much S3 as reading needs: lists in pages, whole and
/// ranged GETs, HEAD, If-Match.
final class FakeBucket: Sendable {
  let objects: [String: [UInt8]]
  let pageSize: Int
  private let keys: [String]

  init(_ objects: [String: [UInt8]], pageSize: Int = 1000) {
    self.objects = objects
    self.pageSize = pageSize
    keys = objects.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  static func etag(_ bytes: [UInt8]) -> String {
    "\"\(bytes.count)-\(bytes.prefix(99).reduce(UInt32(7)) { $0 &* 31 &+ UInt32($1) })\""
  }

  static func refusal(_ status: Int, _ code: String, _ more: String = "") -> LoopbackServer.Answer {
    .text(status, "<Error><Code>\(code)</Code><Message>told to</Message>\(more)</Error>")
  }

  func answer(_ request: LoopbackServer.Request) -> LoopbackServer.Answer {
    if request.query("list-type") != nil { return list(request) }
    let key = String(request.path.dropFirst("/bucket/".count)).removingPercentEncoding ?? ""
    guard let bytes = objects[key] else { return Self.refusal(404, "NoSuchKey") }
    let etag = Self.etag(bytes)
    if let wanted = request.fields["if-match"], wanted != etag { return Self.refusal(412, "PreconditionFailed") }
    guard let range = request.fields["range"] else {
      let length = request.method == "HEAD" ? ["Content-Length": "\(bytes.count)"] : [:]
      return .reply(200, ["ETag": etag].merging(length) { $1 }, request.method == "HEAD" ? [] : bytes)
    }
    let ends = range.dropFirst("bytes=".count).split(separator: "-").compactMap { Int($0) }
    let part = Array(bytes[ends[0]...min(ends[1], bytes.count - 1)])
    let fields = ["ETag": etag, "Content-Range": "bytes \(ends[0])-\(ends[0] + part.count - 1)/\(bytes.count)"]
    return .reply(206, fields, part)
  }

  private func list(_ request: LoopbackServer.Request) -> LoopbackServer.Answer {
    let prefix = request.query("prefix") ?? ""
    let after = request.query("continuation-token") ?? ""
    let matching = keys.filter { $0.hasPrefix(prefix) && $0 > after }
    let page = matching.prefix(pageSize)
    let items = page.map { key in
      let bytes = objects[key] ?? []
      return "<Contents><Key>\(key)</Key><Size>\(bytes.count)</Size><ETag>\(Self.etag(bytes))</ETag></Contents>"
    }
    let more = page.count < matching.count
    let next = more ? "<NextContinuationToken>\(page.last ?? "")</NextContinuationToken>" : ""
    return .text(
      200, "<ListBucketResult><IsTruncated>\(more)</IsTruncated>\(next)\(items.joined())</ListBucketResult>")
  }
}

extension S3Client {
  /// A client of a test's server that gives up soon.
  static func client(
    of server: LoopbackServer, attempts: Int = 3, limits: HTTPLimits = HTTPLimits(),
    cancellation: Cancellation = Cancellation()
  ) throws -> S3Client {
    var configuration = S3Configuration()
    configuration.endpoint = try S3Endpoint(server.url)
    configuration.credentials = SigningCredentials(accessKey: "AKIDTEST", secretKey: "verysecret")
    configuration.maxAttempts = attempts
    return S3Client(configuration, transport: try CurlTransport(limits), cancellation: cancellation, retryBase: 0.002)
  }
}
