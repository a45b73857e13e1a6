import Formats
import HTTP
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

  @Test(
    arguments: [
      (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (1_369_353_600, "Fri, 24 May 2013 00:00:00 GMT"),
      (1_709_251_199, "Thu, 29 Feb 2024 23:59:59 GMT"), (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
    ] as [(Int64, String)])
  func dates(seconds: Int64, text: String) {
    #expect(HTTPDate.text(seconds) == text)
    #expect(HTTPDate.seconds(text) == seconds)
  }

  @Test func datesBefore1970() { #expect(HTTPDate.text(-1) == "Wed, 31 Dec 1969 23:59:59 GMT") }

  /// Of the last of several answers, each field by its name in any case.
  @Test func fieldsOfAnAnswer() {
    let transfer = HTTPTransfer(
      HTTPRequest(.get, host: "h", path: "/"), into: InputBuffer(capacity: 1), limit: 0, finished: { _ in })
    let lines = [
      "HTTP/1.1 100 Continue\r\n", "ETag: a\r\n", "Only-Before: x\r\n", "\r\n", "HTTP/1.1 206 Partial\r\n",
      "eTAG-x: n\r\n", "eTAG:  \"b\" \r\n", "Empty:\r\n", "Content-Range: bytes 0-1/2",
    ]
    for line in lines { Array(line.utf8).withUnsafeBytes { transfer.receive(line: $0) } }
    #expect(transfer.status == 206)
    #expect(transfer.field("etag").map(Array.init) == Array("\"b\"".utf8))
    #expect(transfer.field("content-range").map(Array.init) == Array("bytes 0-1/2".utf8))
    #expect(transfer.field("empty").map(Array.init) == [] && transfer.field("only-before") == nil)
    #expect(transfer.fields.fields.map(\.name) == ["eTAG-x", "eTAG", "Empty", "Content-Range"])
    #expect(transfer.fields["etag"] == "\"b\"" && transfer.fields["empty"] == "")
  }

  /// What a request brought does not end a line of the answer.
  @Test func fieldsStayOneLine() {
    let response = HTTPResponse(status: 200, fields: ["x-amz-bucket-region": "a\r\nSet-Cookie: b\tc\u{1}é"], body: [])
    let head = String(decoding: response.head(length: 0, keepsConnection: true), as: UTF8.self)
    #expect(head.contains("\r\nx-amz-bucket-region: aSet-Cookie: bcé\r\n"), "\(head)")
  }
}
