import HTTP
import ObjectStore
import SQLTypes
import Testing

@Suite struct S3RequestTests {
  private func configuration(_ endpoint: String? = nil, _ addressing: S3Configuration.Addressing = .auto) throws
    -> S3Configuration
  {
    var configuration = S3Configuration()
    configuration.endpoint = try endpoint.map { text throws(SQLError) in try S3Endpoint(text) }
    configuration.region = "us-west-2"
    configuration.addressing = addressing
    return configuration
  }

  private func sent(_ bucket: String, _ operation: S3Operation, _ configuration: S3Configuration) -> HTTPRequest {
    S3Signer(configuration).request(S3Request(bucket: bucket, operation), at: AmazonTime(seconds: 0))
  }

  @Test(
    arguments: [
      ("udacity-dend", nil, .auto, "https://udacity-dend.s3.us-west-2.amazonaws.com/a"),
      ("udacity-dend", nil, .path, "https://s3.us-west-2.amazonaws.com/udacity-dend/a"),
      ("with.dots", nil, .auto, "https://s3.us-west-2.amazonaws.com/with.dots/a"),
      ("with.dots", nil, .virtual, "https://with.dots.s3.us-west-2.amazonaws.com/a"),
      ("Upper_Case", nil, .virtual, "https://s3.us-west-2.amazonaws.com/Upper_Case/a"),
      ("ab", nil, .auto, "https://s3.us-west-2.amazonaws.com/ab/a"),
      ("-abc", nil, .auto, "https://s3.us-west-2.amazonaws.com/-abc/a"),
      ("udacity-dend", "http://localhost:9000", .auto, "http://localhost:9000/udacity-dend/a"),
      ("udacity-dend", "http://localhost:9000/s3/", .path, "http://localhost:9000/s3/udacity-dend/a"),
      ("udacity-dend", "https://h.example:443/s3", .virtual, "https://udacity-dend.h.example/s3/a"),
    ] as [(String, String?, S3Configuration.Addressing, String)])
  func addresses(bucket: String, endpoint: String?, addressing: S3Configuration.Addressing, url: String) throws {
    let request = sent(bucket, .get(key: "a"), try configuration(endpoint, addressing))
    #expect(request.url == url)
    #expect(request.fields["host"] == request.host)
  }

  @Test func chinaHasItsOwnDomain() throws {
    let request = sent("bucket", .get(key: "a"), try configuration().inRegion("cn-north-1"))
    #expect(request.host == "bucket.s3.cn-north-1.amazonaws.com.cn")
  }

  @Test(arguments: [
    ("log data/2018/11/a.json", "log%20data/2018/11/a.json"), ("a+b=c&d", "a%2Bb%3Dc%26d"), ("é", "%C3%A9"),
    ("a//b/../c/./d", "a//b/../c/./d"), ("~-._", "~-._"), ("%41", "%2541"), ("", ""), ("/a", "/a"),
    ("a?b#c", "a%3Fb%23c"),
    ("\u{1}\u{7f}*'()!", "%01%7F%2A%27%28%29%21"),
  ])
  func keys(key: String, path: String) throws {
    let http = try configuration("http://h")
    #expect(sent("b", .get(key: key), http).path == "/b/\(path)")
    #expect(String(decoding: PercentCoding.decoded(path), as: UTF8.self) == key)
  }

  struct Shape: Sendable, CustomTestStringConvertible {
    var operation: S3Operation
    var line: String
    var fields: [String: String] = [:]
    var body: String?

    var testDescription: String { line }
  }

  static let parts = [S3Part(number: 1, etag: "\"x\""), S3Part(number: 2, etag: "\"y\"")]
  static let space = "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\""

  static let shapes = [
    Shape(
      operation: .list(prefix: "a b/é"), line: "GET http://h/b?encoding-type=url&list-type=2&prefix=a%20b%2F%C3%A9"),
    Shape(
      operation: .list(prefix: "", continuation: "1/+=", startAfter: "k&l", limit: 10),
      line:
        "GET http://h/b?continuation-token=1%2F%2B%3D&encoding-type=url&list-type=2&max-keys=10"
        + "&prefix=&start-after=k%26l"
    ),
    Shape(operation: .get(key: "k"), line: "GET http://h/b/k"),
    Shape(
      operation: .get(key: "k", range: 10..<20, ifMatch: "\"e\""), line: "GET http://h/b/k",
      fields: ["Range": "bytes=10-19", "If-Match": "\"e\""]),
    Shape(operation: .head(key: "k"), line: "HEAD http://h/b/k"),
    Shape(
      operation: .put(key: "k", body: [0x61]), line: "PUT http://h/b/k", fields: ["Content-Length": "1"], body: "a"),
    Shape(
      operation: .put(key: "k", body: [], isNew: true), line: "PUT http://h/b/k",
      fields: ["Content-Length": "0", "If-None-Match": "*", "Content-Type": "application/octet-stream"], body: ""),
    Shape(
      operation: .createUpload(key: "k"), line: "POST http://h/b/k?uploads=",
      fields: ["Content-Length": "0"], body: ""),
    Shape(
      operation: .uploadPart(key: "k", upload: "u/1", number: 2, body: [0x61]),
      line: "PUT http://h/b/k?partNumber=2&uploadId=u%2F1", fields: ["Content-Length": "1"], body: "a"),
    Shape(
      operation: .completeUpload(key: "k", upload: "u", parts: parts), line: "POST http://h/b/k?uploadId=u",
      fields: ["Content-Type": "application/xml"],
      body: "<CompleteMultipartUpload \(space)><Part><PartNumber>1</PartNumber><ETag>&quot;x&quot;</ETag></Part>"
        + "<Part><PartNumber>2</PartNumber><ETag>&quot;y&quot;</ETag></Part></CompleteMultipartUpload>"),
    Shape(operation: .abortUpload(key: "k", upload: "u"), line: "DELETE http://h/b/k?uploadId=u"),
    Shape(operation: .delete(key: "k"), line: "DELETE http://h/b/k"),
    Shape(
      operation: .deleteMany(keys: ["a&<b>", "c\r"]), line: "POST http://h/b?delete=",
      fields: ["Content-MD5": "o/rtxfmKUPjd/JkwmAHUTA=="],
      body: "<Delete \(space)><Object><Key>a&amp;&lt;b&gt;</Key></Object><Object><Key>c&#13;</Key></Object>"
        + "<Quiet>true</Quiet></Delete>"),
  ]

  @Test(arguments: shapes)
  func operations(shape: Shape) throws {
    let request = sent("b", shape.operation, try configuration("http://h"))
    #expect("\(request)" == shape.line)
    for (name, value) in shape.fields { #expect(request.fields[name] == value) }
    #expect(request.body.map { String(decoding: $0, as: UTF8.self) } == shape.body)
    #expect(request.fields["Authorization"] == nil)
  }

  /// A key is derived once a day; the day after needs another.
  @Test func signsAnewEachDay() throws {
    var configuration = try configuration()
    configuration.credentials = SigningCredentials(accessKey: "id", secretKey: "key")
    let signer = S3Signer(configuration)
    let request = S3Request(bucket: "bucket", .get(key: "k"))
    for seconds: Int64 in [0, 10, 86_400, 5] {
      let time = AmazonTime(seconds: seconds)
      let fresh = S3Signer(configuration).request(request, at: time)
      #expect(signer.request(request, at: time) == fresh)
      #expect(fresh.fields["Authorization"]?.contains("id/\(time.day)/us-west-2/s3/aws4_request") == true)
    }
  }

  @Test func secretsAreNeverShown() {
    let credentials = SigningCredentials(accessKey: "AKIDTEST", secretKey: "Sesame", sessionToken: "Sesame")
    var configuration = S3Configuration()
    configuration.credentials = credentials
    let request = S3Signer(configuration).request(S3Request(bucket: "b", .head(key: "k")), at: AmazonTime(seconds: 0))
    for value: Any in [credentials, configuration, request, S3Signer(configuration)] {
      var dumped = ""
      dump(value, to: &dumped)
      let texts = ["\(value)", String(reflecting: value), dumped]
      for text in texts { #expect(!text.contains("Sesame") && !text.contains("AKIDTEST")) }
    }
  }
}
