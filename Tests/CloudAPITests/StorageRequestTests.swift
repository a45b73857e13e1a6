import CloudAPI
import HTTP
import Testing

@Suite struct StorageRequestTests {
  private func request(host: String, path: String) throws -> StorageRequest {
    var reader = HTTPRequestReader()
    reader.append(Array("GET \(path) HTTP/1.1\r\nHost: \(host)\r\n\r\n".utf8))
    guard case .head(let head)? = try reader.next() else { throw TestFault() }
    return try StorageRequest(head)
  }

  private struct TestFault: Error {}

  /// The bucket stands in the host or in the path.
  @Test(arguments: [
    ("localhost:4566", "/b/k", "b", "k"), ("127.0.0.1:4566", "/b/k", "b", "k"), ("s3.localhost:4566", "/b/k", "b", "k"),
    ("b.localhost:4566", "/k", "b", "k"), ("b.localhost", "/a/k", "b", "a/k"), ("a.b.localhost", "/k", "a.b", "k"),
    ("b.s3.localhost:4566", "/k", "b", "k"), (".localhost", "/b/k", "b", "k"),
  ])
  func bucket(host: String, path: String, bucket: String, key: String) throws {
    let request = try request(host: host, path: path)
    #expect(request.bucket == bucket && request.key == key)
  }

  /// Markup as references; what XML does not have as U+FFFD, and its neighbours as they are.
  @Test func keysAreWrittenAsXML() throws {
    let prefix = "a&<>\"\r\n\t\u{1}\u{FFFE}\u{FFFF}\u{FFFD}\u{FFFC}\u{FFBE}\u{3FFE}é"
    let list = try ObjectList(request(host: "localhost", path: "/b?prefix=\(PercentCoding.encoded(prefix))"))
    let text = String(decoding: list.response.body, as: UTF8.self)
    let written = "a&amp;&lt;&gt;&quot;&#13;\n\t\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFC}\u{FFBE}\u{3FFE}é"
    #expect(text.contains("<Prefix>\(written)</Prefix>"), "\(text)")
  }

  /// Each time has milliseconds and the letter of UTC.
  @Test(arguments: [
    (1_795_941_000_000_000, "2026-11-29T08:30:00.000Z"), (1_795_941_000_120_999, "2026-11-29T08:30:00.120Z"),
    (1_795_941_000_123_456, "2026-11-29T08:30:00.123Z"), (1_795_941_000_000_999, "2026-11-29T08:30:00.000Z"),
  ])
  func times(microseconds: Int64, text: String) throws {
    var list = try ObjectList(request(host: "localhost", path: "/b"))
    let object = ObjectSummary(key: "k", size: 1, modified: microseconds, etag: "\"e\"")
    let isTaken = list.take(object, key: "k")
    #expect(isTaken)
    #expect(String(decoding: list.response.body, as: UTF8.self).contains("<LastModified>\(text)</LastModified>"))
  }
}
