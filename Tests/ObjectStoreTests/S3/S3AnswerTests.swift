import HTTP
import ObjectStore
import SQLTypes
import TestSupport
import Testing

@Suite struct S3AnswerTests {
  private func response(_ body: String, status: Int = 200, _ fields: HTTPFields = [:]) -> HTTPResponse {
    HTTPResponse(status: status, fields: fields, body: Array(body.utf8))
  }

  private static let header = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  private static let space = "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\""

  @Test func listing() throws {
    let page = try S3Listing(
      response(
        """
        \(Self.header)<ListBucketResult \(Self.space)><Name>b</Name><Prefix>log+data%2F</Prefix><KeyCount>2</KeyCount>
          <MaxKeys>2</MaxKeys><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated>
          <Contents><Key>log+data/a%2Bb%C3%A9.json</Key><LastModified>2018-11-01T00:00:00.000Z</LastModified>
            <ETag>&quot;abc-2&quot;</ETag><Size>5368709121</Size><Owner><ID>x</ID><Key>not this</Key></Owner>
            <StorageClass>STANDARD</StorageClass></Contents>
          <Contents><Key><![CDATA[<x>&]]>&#x26;</Key><Size>0</Size></Contents>
          <NextContinuationToken>1/a+b==</NextContinuationToken><!-- done --></ListBucketResult>

        """))
    #expect(
      page.objects == [
        .init(key: "log data/a+bé.json", size: 5_368_709_121, etag: "\"abc-2\""),
        .init(key: "<x>&&", size: 0, etag: nil),
      ])
    #expect(page.continuation == "1/a+b==")
  }

  /// A server that does not encode keys does not say so; the last page has no continuation, whatever it says.
  @Test func listingWithoutEncoding() throws {
    let page = try S3Listing(
      response(
        "<s3:ListBucketResult xmlns:s3='x'><s3:IsTruncated>false</s3:IsTruncated><s3:Contents><s3:Key>a+b%20</s3:Key>"
          + "<s3:Size>1</s3:Size><s3:ETag>abc</s3:ETag></s3:Contents>"
          + "<s3:NextContinuationToken>t</s3:NextContinuationToken></s3:ListBucketResult>"))
    #expect(page.objects == [.init(key: "a+b%20", size: 1, etag: "\"abc\"")])
    #expect(page.continuation == nil)
    #expect(try S3Listing(response("<ListBucketResult/>")).objects.isEmpty)
  }

  @Test(arguments: [
    "", " ", "hello", "<html>", "<html></html>", "<ListBucketResult>", "<ListBucketResult></ListBucket>",
    "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>",
    "<ListBucketResult><Contents><Key>a</Key></Contents></ListBucketResult>",
    "<ListBucketResult><Contents><Key>a</Key><Size>x</Size></Contents></ListBucketResult>",
    "<ListBucketResult/><ListBucketResult/>", "<ListBucketResult/>text", "<ListBucketResult a=b/>",
    "<ListBucketResult a=\"b\"c=\"d\"/>", "<ListBucketResult>&unknown;</ListBucketResult>",
    "<ListBucketResult>&#0;</ListBucketResult>", "<ListBucketResult>&#xd800;</ListBucketResult>",
    "<ListBucketResult>&#+5;</ListBucketResult>", "<ListBucketResult>&amp</ListBucketResult>",
    "<ListBucketResult><![CDATA[</ListBucketResult>", "<ListBucketResult><!-- </ListBucketResult>",
    "<!DOCTYPE x [<!ENTITY a \"b\">]><ListBucketResult/>", "<ListBucketResult", "< ListBucketResult/>",
    String(repeating: "<a>", count: 65) + String(repeating: "</a>", count: 65),
  ])
  func refusesWhatIsNoListing(body: String) {
    let failure = #expect(throws: S3Error.self) { try S3Listing(response(body)) }
    #expect(failure?.code == "UnreadableAnswer")
    #expect(failure?.remedy(in: "r") == .retry)
  }

  @Test func refusesBytesThatAreNoText() {
    let body = Array("<ListBucketResult><Name>".utf8) + [0xff] + Array("</Name></ListBucketResult>".utf8)
    #expect(throws: S3Error.self) { try S3Listing(HTTPResponse(status: 200, body: body)) }
  }

  @Test func uploads() throws {
    let created =
      "<InitiateMultipartUploadResult><Bucket>b</Bucket><Key>k</Key><UploadId>u/1</UploadId>"
      + "</InitiateMultipartUploadResult>"
    #expect(try S3Answer.upload(response(created)) == "u/1")
    #expect(throws: S3Error.self) { try S3Answer.upload(response("<InitiateMultipartUploadResult/>")) }
    let completed = "<CompleteMultipartUploadResult><ETag>\"e-2\"</ETag></CompleteMultipartUploadResult>"
    #expect(try S3Answer.completed(response(completed)) == "\"e-2\"")
    #expect(try S3Answer.stored(response("", ["ETag": "\"p\""])) == "\"p\"")
    #expect(throws: S3Error.self) { try S3Answer.stored(response("", status: 500)) }
  }

  /// The connection is held open by blanks while the object is put together; then comes what went wrong.
  @Test func statusFor200MayBeAnError() {
    let body = "\(Self.header)  \n<Error><Code>InternalError</Code><Message>We failed.</Message></Error>"
    let failure = #expect(throws: S3Error.self) { try S3Answer.completed(response(body)) }
    #expect(failure?.code == "InternalError")
    #expect(failure?.remedy(in: "r") == .retry)
    let listing = #expect(throws: S3Error.self) { try S3Listing(response(body)) }
    #expect(listing?.message == "We failed.")
  }

  @Test func deletion() throws {
    let body =
      "<DeleteResult><Deleted><Key>a</Key></Deleted><Error><Key>b</Key><Code>AccessDenied</Code>"
      + "<Message>Access Denied</Message></Error></DeleteResult>"
    let undeleted = try S3Answer.undeleted(response(body))
    #expect(undeleted.map(\.key) == ["b"])
    #expect(undeleted.first?.failure.code == "AccessDenied")
    #expect(try S3Answer.undeleted(response("<DeleteResult/>")).isEmpty)
  }

  @Test(
    arguments: [
      ("bytes 0-9/100", 0..<10, 100), ("bytes 5-5/*", 5..<6, nil), ("bytes */100", nil, 100), ("Bytes 0-0/1", 0..<1, 1),
    ] as [(String, Range<Int>?, Int?)])
  func contentRanges(text: String, bytes: Range<Int>?, size: Int?) {
    let range = ContentRange(text)
    #expect(range?.bytes == bytes)
    #expect(range?.size == size)
  }

  @Test(arguments: [
    "", "bytes", "bytes 1-0/5", "bytes 0-9/5", "0-9/5", "bytes -1-5/9", "bytes 0-9/", "bytes 0-9", "bytes a-b/9",
    "bytes 0-9223372036854775807/9223372036854775807", "bytes 0-+9/10", "lines 0-1/2", "bytes 0-1-2/3",
  ])
  func refusesContentRanges(text: String) {
    #expect(ContentRange(text) == nil)
  }

  @Test func sizes() {
    #expect(S3Answer.size(response("", ["Content-Range": "bytes 0-9/100", "Content-Length": "10"])) == 100)
    #expect(S3Answer.size(response("", ["Content-Length": "10"])) == 10)
    #expect(S3Answer.size(response("")) == nil)
  }

  @Test(arguments: [
    ("abc", "\"abc\"", true), ("\"abc\"", "\"abc\"", true), ("W/\"abc\"", "\"abc\"", true), ("abc", "\"abd\"", false),
    ("\"", "\"", true), ("", "\"\"", true),
  ])
  func etags(left: String, right: String, isSame: Bool) {
    #expect(ETag.isSame(left, right) == isSame)
  }

  /// No bytes make the readers crash, and none that were changed come through unnoticed as other objects.
  @Test func damagedAnswers() {
    var generator = SeededGenerator()
    let whole = Array(
      ("\(Self.header)<ListBucketResult \(Self.space)><EncodingType>url</EncodingType><Contents><Key>a%20&amp;</Key>"
        + "<Size>1</Size></Contents><!-- c --><Contents><Key><![CDATA[x]]></Key><Size>2</Size></Contents>"
        + "<IsTruncated>false</IsTruncated></ListBucketResult>").utf8)
    let alphabet = Array("<>/&;!?-[]CDATA=\"' \n%#x0aé:".utf8) + [0, 0xff]
    for _ in 0..<20_000 {
      var bytes = whole
      for _ in 0...generator.below(3) {
        let place = generator.below(bytes.count)
        switch generator.below(3) {
        case 0: bytes[place] = generator.pick(alphabet)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + generator.below(20)))
        default: bytes.insert(contentsOf: generator.bytes(upTo: 10, of: alphabet), at: place)
        }
        if bytes.isEmpty { bytes = [0x3c] }
      }
      try? read(bytes)
      try? read(generator.bytes(upTo: 60, of: alphabet))
    }
    for end in 0..<whole.count { #expect(throws: S3Error.self) { try read(Array(whole[..<end])) } }
  }

  private func read(_ bytes: [UInt8]) throws(S3Error) {
    _ = try S3Listing(HTTPResponse(status: 200, body: bytes))
  }
}
