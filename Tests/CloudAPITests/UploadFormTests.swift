import CloudAPI
import Testing

@Suite struct UploadFormTests {
  private static let body = Array(
    ("--b\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\na\r\n--b\r\n"
      + "Content-Disposition: form-data; name=\"empty\"\r\n\r\n\r\n--b\r\n"
      + "Content-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n1\r\n--\r\n2\r\n--b--\r\n").utf8)

  /// The same whatever pieces it comes in.
  @Test(arguments: [1, 2, 3, 7, 1000])
  func pieces(of length: Int) throws {
    var form = try #require(UploadForm(contentType: "multipart/form-data; boundary=b"))
    var data: [UInt8] = []
    for start in stride(from: 0, to: Self.body.count, by: length) {
      data += try form.data(of: Array(Self.body[start..<min(Self.body.count, start + length)]))
    }
    #expect(form.isComplete && form.fields["key"] == "a" && form.fields["empty"] == "" && form.fileName == "f")
    #expect(data == Array("1\r\n--\r\n2".utf8))
  }

  @Test func otherTypesAreNoForms() {
    #expect(UploadForm(contentType: "text/plain; boundary=b").map { _ in true } == nil)
    #expect(UploadForm(contentType: "multipart/form-data").map { _ in true } == nil)
  }

  @Test func fieldsHaveABound() throws {
    var form = try #require(UploadForm(contentType: "multipart/form-data; boundary=b"))
    #expect(throws: CloudError.self) { try form.data(of: [UInt8](repeating: 0x61, count: 100_000)) }
  }
}
