import Foundation
import ObjectStore
import Synchronization
import TestSupport

/// A bucket in memory behind a `LoopbackServer` that takes PUT, uploads in parts and deletions, and lists.
final class WritableBucket: Sendable {
  struct Content: Sendable {
    var objects: [String: [UInt8]] = [:]
    /// Parts by number, of uploads that are neither completed nor aborted.
    var uploads: [String: [Int: [UInt8]]] = [:]
    var made = 0
  }

  let content = Mutex(Content())

  var objects: [String: [UInt8]] { content.withLock { $0.objects } }
  var openUploads: Int { content.withLock { $0.uploads.count } }

  func answer(_ request: LoopbackServer.Request) -> LoopbackServer.Answer {
    let key = String(request.path.dropFirst("/bucket/".count)).removingPercentEncoding ?? ""
    return content.withLock { content in
      switch request.method {
      case "GET":
        let bucket = FakeBucket(content.objects)
        return bucket.answer(request)
      case "PUT":
        guard let upload = request.query("uploadId") else {
          content.objects[key] = request.body
          return .reply(200, ["ETag": "\"e\""])
        }
        guard content.uploads[upload] != nil else { return FakeBucket.refusal(404, "NoSuchUpload") }
        let number = Int(request.query("partNumber") ?? "") ?? 0
        content.uploads[upload]?[number] = request.body
        return .reply(200, ["ETag": "\"p\(number)\""])
      case "DELETE":
        guard content.uploads.removeValue(forKey: request.query("uploadId") ?? "") != nil else {
          return FakeBucket.refusal(404, "NoSuchUpload")
        }
        return .reply(204)
      default: return Self.post(request, key, &content)
      }
    }
  }

  private static func post(
    _ request: LoopbackServer.Request, _ key: String, _ content: inout Content
  ) -> LoopbackServer.Answer {
    let body = String(decoding: request.body, as: UTF8.self)
    if request.target.contains("?uploads") {
      content.made += 1
      content.uploads["u\(content.made)"] = [:]
      return .text(
        200, "<InitiateMultipartUploadResult><UploadId>u\(content.made)</UploadId></InitiateMultipartUploadResult>")
    }
    if request.target.contains("?delete") {
      for match in body.matches(of: /<Key>(.*?)<\/Key>/) { content.objects[String(match.1)] = nil }
      return .text(200, "<DeleteResult></DeleteResult>")
    }
    guard let parts = content.uploads.removeValue(forKey: request.query("uploadId") ?? "") else {
      return FakeBucket.refusal(404, "NoSuchUpload")
    }
    let named = body.matches(of: /<PartNumber>(\d+)<\/PartNumber><ETag>(.*?)<\/ETag>/)
    guard named.map({ Int($0.1) }) == parts.keys.sorted() else { return FakeBucket.refusal(400, "InvalidPart") }
    content.objects[key] = parts.keys.sorted().flatMap { parts[$0] ?? [] }
    return .text(200, "<CompleteMultipartUploadResult><ETag>\"c\"</ETag></CompleteMultipartUploadResult>")
  }
}
