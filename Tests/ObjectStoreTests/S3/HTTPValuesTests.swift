import ObjectStore
import SQLTypes
import Testing

@Suite struct HTTPValuesTests {
  @Test(arguments: [
    ("ETag: \"abc\"\r\n", "etag", "\"abc\""), ("x-amz-request-id:17", "X-Amz-Request-Id", "17"),
    ("A:  b c \t\r\n", "a", "b c"), ("A:", "a", ""), ("A: b:c", "A", "b:c"),
  ])
  func readsLines(line: String, name: String, value: String) {
    var fields: HTTPFields = [:]
    let isField = fields.add(line: Array(line.utf8))
    #expect(isField)
    #expect(fields[name] == value)
  }

  @Test(arguments: ["HTTP/1.1 200 OK\r\n", "\r\n", "", ": a", "a b: c", "abc"])
  func leavesOtherLines(line: String) {
    var fields: HTTPFields = [:]
    let isField = fields.add(line: Array(line.utf8))
    #expect(!isField)
    #expect(fields.fields.isEmpty)
  }

  @Test func replaces() {
    var fields: HTTPFields = ["A": "1", "b": "2", "a": "3"]
    fields["a"] = "4"
    #expect(fields.fields == [.init("b", "2"), .init("a", "4")])
    fields["B"] = nil
    #expect(fields["b"] == nil)
  }

  @Test(
    arguments: [
      (0, "19700101T000000Z"), (1_369_353_600, "20130524T000000Z"), (1_709_251_199, "20240229T235959Z"),
      (-1, "19691231T235959Z"), (253_402_300_799, "99991231T235959Z"),
    ] as [(Int64, String)])
  func times(seconds: Int64, text: String) {
    #expect(AmazonTime(seconds: seconds).text == text)
    #expect(AmazonTime(seconds: seconds).day == text.prefix(8))
  }

  @Test(arguments: [
    ("http://localhost:9000", "http://localhost:9000"), ("HTTP://LocalHost:80/", "http://localhost"),
    ("https://s3.example.com:443/a/b//", "https://s3.example.com/a/b"), ("http://[::1]:8080", "http://[::1]:8080"),
    ("http://127.0.0.1", "http://127.0.0.1"), ("http://[fe80::1]", "http://[fe80::1]"),
  ])
  func endpoints(text: String, meaning: String) throws {
    #expect(try S3Endpoint(text).description == meaning)
  }

  @Test(arguments: [
    "", "localhost:9000", "ftp://h", "http://", "http:///a", "http://h:", "http://h:x", "http://h:99999", "http://a b",
    "http://user:Sesame@h", "http://h?Sesame", "http://h/a#b", "http://[::1", "http://h/a\nb", "http://h:+80",
  ])
  func refusesEndpoints(text: String) {
    let error = #expect(throws: SQLError.self) { try S3Endpoint(text) }
    #expect(error?.state.code == "22023")
    #expect(error?.message.contains("Sesame") == false)
  }
}
