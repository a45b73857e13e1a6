import HTTP
import Testing

/// Requests with the signatures that AWS published, as a server sees them, and the same with something wrong.
@Suite struct SignatureVerificationTests {
  private static let bucketHost = "examplebucket.s3.amazonaws.com"
  private static let bucketKeys = SigningCredentials(
    accessKey: "AKIAIOSFODNN7EXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
  private static let bucketTime = AmazonTime(seconds: 1_369_353_600)
  private static let digestOfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

  private static func verify(
    _ request: HTTPRequest, _ keys: SigningCredentials = bucketKeys, after seconds: Int64 = 0,
    from time: AmazonTime = bucketTime
  ) -> Result<VerifiedSignature, SignatureError> {
    Result { () throws(SignatureError) in
      try SignatureV4.verify(request, at: AmazonTime(seconds: time.seconds + seconds)) { accessKey in
        accessKey == keys.accessKey.revealed ? keys : nil
      }
    }
  }

  /// `GET /test.txt` with the published `Authorization`.
  private static func getObject() -> HTTPRequest {
    HTTPRequest(
      .get, host: bucketHost, path: "/test.txt",
      fields: [
        "Host": bucketHost, "Range": "bytes=0-9", "x-amz-date": "20130524T000000Z",
        "x-amz-content-sha256": digestOfNothing, "User-Agent": "not signed",
        "Authorization":
          "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
          + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
          + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
      ])
  }

  /// The published example of a presigned URL, good for a day.
  private static func presigned() -> HTTPRequest {
    HTTPRequest(
      .get, host: bucketHost, path: "/test.txt",
      query: "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3"
        + "%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
        + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
      fields: ["Host": bucketHost])
  }

  @Test func takesThePublishedField() {
    let expected = VerifiedSignature(
      accessKey: "AKIAIOSFODNN7EXAMPLE", region: "us-east-1", service: "s3", payload: .whole)
    #expect(Self.verify(Self.getObject()) == .success(expected))
  }

  @Test func takesThePublishedURL() {
    let expected = VerifiedSignature(
      accessKey: "AKIAIOSFODNN7EXAMPLE", region: "us-east-1", service: "s3", payload: .unsigned)
    #expect(Self.verify(Self.presigned()) == .success(expected))
    #expect(Self.verify(Self.presigned(), after: 86_400) == .success(expected))
    #expect(Self.verify(Self.presigned(), after: 86_401) == .failure(.expired))
    #expect(Self.verify(Self.presigned(), after: -901) == .failure(.skewed))
  }

  /// Examples of the object store: with what signing adds, whatever the order and the spelling of path and query.
  @Test(arguments: SignatureV4Tests.objectStoreExamples)
  func takesTheObjectStoreExamples(example: SignatureV4Tests.Example) throws {
    var request = example.request(host: Self.bucketHost)
    let key = SignatureV4.Key(Self.bucketKeys.secretKey, day: "20130524", region: "us-east-1")
    SignatureV4.sign(&request, with: Self.bucketKeys, key: key, at: Self.bucketTime)
    #expect(request.fields["Authorization"]?.hasSuffix(example.signature) == true)
    request.path = request.path.replacing("%24", with: "$")
    request.query = request.query.split(separator: "&").reversed().joined(separator: "&").replacing("=J", with: "=%4a")
    #expect(throws: Never.self) { try Self.verify(request).get() }
    request.path += "x"
    #expect(Self.verify(request) == .failure(.mismatch))
  }

  /// The general suite signs paths as they were sent, encoded once more: those with escapes are given unescaped here.
  @Test(arguments: SignatureV4Tests.suiteExamples)
  func takesTheGeneralSuite(example: SignatureV4Tests.Example) {
    let keys = SigningCredentials(accessKey: "AKIDEXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
    var request = example.request(host: "example.amazonaws.com")
    request.path = String(decoding: PercentCoding.decoded(request.path), as: UTF8.self)
    request.fields.add("X-Amz-Date", "20150830T123600Z")
    let names = Set(request.fields.fields.map { $0.name.lowercased() }).sorted().joined(separator: ";")
    request.fields.add(
      "Authorization",
      "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=\(names), "
        + "Signature=\(example.signature)")
    let answer = Self.verify(request, keys, from: AmazonTime(seconds: 1_440_938_160))
    #expect((try? answer.get())?.service == "service")
  }

  /// One thing wrong at a time.
  @Test(
    arguments: [
      ("Authorization", nil, .unsigned), ("Authorization", "Basic QTpC", .malformed("algorithm")),
      ("Authorization", "AWS4-HMAC-SHA256 Credential=A", .malformed("Authorization")),
      ("x-amz-date", "20130524", .malformed("x-amz-date")),
      ("x-amz-date", "20130525T000000Z", .malformed("Credential")),
      ("Range", "bytes=0-10", .mismatch), ("x-amz-acl", "public-read", .fieldNotSigned("x-amz-acl")),
      ("Host", "other", .mismatch), ("x-amz-content-sha256", "UNSIGNED-PAYLOAD", .mismatch),
    ] as [(String, String?, SignatureError)])
  func refuses(field: String, value: String?, error: SignatureError) {
    var request = Self.getObject()
    request.fields[field] = value
    #expect(Self.verify(request) == .failure(error))
  }

  @Test func refusesOthers() {
    var request = Self.getObject()
    request.body = Array("other".utf8)
    #expect(Self.verify(request) == .failure(.payloadMismatch))
    #expect(Self.verify(Self.getObject(), after: 901) == .failure(.skewed))
    #expect(Self.verify(Self.getObject(), after: -901) == .failure(.skewed))
    let others = SigningCredentials(accessKey: "AKIAOTHER", secretKey: "x")
    #expect(Self.verify(Self.getObject(), others) == .failure(.unknownAccessKey))
    let wrong = SigningCredentials(accessKey: Self.bucketKeys.accessKey.revealed, secretKey: "x")
    #expect(Self.verify(Self.getObject(), wrong) == .failure(.mismatch))
    let temporary = SigningCredentials(
      accessKey: Self.bucketKeys.accessKey.revealed, secretKey: Self.bucketKeys.secretKey.revealed,
      sessionToken: "token")
    #expect(Self.verify(Self.getObject(), temporary) == .failure(.invalidToken))
    var long = Self.presigned()
    long.query = long.query.replacing("86400", with: "604801")
    #expect(Self.verify(long) == .failure(.malformed("X-Amz-Expires")))
    var moved = Self.presigned()
    moved.path = "/other"
    #expect(Self.verify(moved) == .failure(.mismatch))
  }

  @Test(arguments: [
    "20130524T000000Z", "19700101T000000Z", "20240229T235959Z", "99991231T235959Z",
  ])
  func timesComeBack(text: String) { #expect(AmazonTime(text)?.text == text) }

  @Test(arguments: ["", "20130524", "20130524T000000", "20130524T240000Z", "20230229T000000Z", "2013052xT000000Z"])
  func noTimes(text: String) { #expect(AmazonTime(text) == nil) }
}
