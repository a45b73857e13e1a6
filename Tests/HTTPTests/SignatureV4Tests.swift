import HTTP
import SQLTypes
import Testing

/// AWS's published examples ("Authenticating Requests: Using the Authorization Header") and its general test suite.
@Suite struct SignatureV4Tests {
  struct Example: Sendable, CustomTestStringConvertible {
    var name: String
    var method = HTTPRequest.Method.get
    var path = "/"
    var query = ""
    var fields: [(String, String)] = []
    var body: String?
    var signature: String

    var testDescription: String { name }

    func request(host: String) -> HTTPRequest {
      var request = HTTPRequest(
        method, scheme: .http, host: host, path: path, query: query, fields: ["Host": host],
        body: body.map { Array($0.utf8) })
      for (name, value) in fields { request.fields.add(name, value) }
      return request
    }
  }

  private static let bucketHost = "examplebucket.s3.amazonaws.com"

  static let objectStoreExamples = [
    Example(
      name: "GET an object", path: "/test.txt", fields: [("Range", "bytes=0-9")],
      signature: "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"),
    Example(
      name: "PUT an object", method: .put, path: "/test%24file.text",
      fields: [("Date", "Fri, 24 May 2013 00:00:00 GMT"), ("x-amz-storage-class", "REDUCED_REDUNDANCY")],
      body: "Welcome to Amazon S3.", signature: "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"),
    Example(
      name: "GET the lifecycle", query: "lifecycle=",
      signature: "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"),
    Example(
      name: "list with a prefix", query: "max-keys=2&prefix=J",
      signature: "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"),
  ]

  @Test(arguments: objectStoreExamples)
  func signsAsTheObjectStoreExamplesDo(example: Example) {
    let credentials = SigningCredentials(
      accessKey: "AKIAIOSFODNN7EXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
    let time = AmazonTime(seconds: 1_369_353_600)
    let key = SignatureV4.Key(credentials.secretKey, day: String(time.day), region: "us-east-1")
    var request = example.request(host: Self.bucketHost)
    SignatureV4.sign(&request, with: credentials, key: key, at: time)
    #expect(request.fields["authorization"]?.hasSuffix(",Signature=\(example.signature)") == true)
    #expect(
      request.fields["authorization"]?.hasPrefix(
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=") == true)
  }

  static let suiteExamples = [
    Example(name: "get-vanilla", signature: "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
    Example(
      name: "get-vanilla-query-order-key-case", query: "Param1=value1&Param2=value2",
      signature: "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"),
    Example(
      name: "get-unreserved", path: "/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
      signature: "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f"),
    Example(
      name: "get-utf8", path: "/%E1%88%B4",
      signature: "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85"),
    Example(
      name: "get-space", path: "/example%20space/",
      signature: "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741"),
    Example(
      name: "get-header-key-duplicate",
      fields: [("My-Header1", "value2"), ("My-Header1", "value2"), ("My-Header1", "value1")],
      signature: "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea"),
    Example(
      name: "get-header-value-order",
      fields: [("My-Header1", "value4"), ("My-Header1", "value1"), ("My-Header1", "value3"), ("My-Header1", "value2")],
      signature: "08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01"),
    Example(
      name: "get-header-value-trim", fields: [("My-Header1", " value1"), ("My-Header2", " \"a   b   c\"")],
      signature: "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736"),
    Example(
      name: "post-vanilla", method: .post,
      signature: "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
    Example(
      name: "post-x-www-form-urlencoded", method: .post,
      fields: [("Content-Type", "application/x-www-form-urlencoded")],
      body: "Param1=value1", signature: "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"),
  ]

  @Test(arguments: suiteExamples)
  func signsAsTheGeneralSuiteDoes(example: Example) {
    let time = AmazonTime(seconds: 1_440_938_160)
    let secret = Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
    let key = SignatureV4.Key(secret, day: String(time.day), region: "us-east-1", service: "service")
    var request = example.request(host: "example.amazonaws.com")
    request.fields.add("X-Amz-Date", time.text)
    let line = SignatureV4.authorization(of: request, accessKey: Secret("AKIDEXAMPLE"), key, time)
    #expect(line.hasSuffix(",Signature=\(example.signature)"))
  }

  @Test func canonicalRequestOfTheFirstExample() {
    var request = HTTPRequest(
      .get, host: Self.bucketHost, path: "/test.txt", fields: ["Host": Self.bucketHost, "Range": "bytes=0-9"])
    let credentials = SigningCredentials(accessKey: "a", secretKey: "b", sessionToken: "the token")
    let time = AmazonTime(seconds: 1_369_353_600)
    let key = SignatureV4.Key(credentials.secretKey, day: String(time.day), region: "us-east-1")
    SignatureV4.sign(&request, with: credentials, key: key, at: time)
    request.fields["Authorization"] = nil
    let digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    #expect(
      String(decoding: CanonicalRequest(request).text, as: UTF8.self) == """
        GET
        /test.txt

        host:examplebucket.s3.amazonaws.com
        range:bytes=0-9
        x-amz-content-sha256:\(digest)
        x-amz-date:20130524T000000Z
        x-amz-security-token:the token

        host;range;x-amz-content-sha256;x-amz-date;x-amz-security-token
        \(digest)
        """)
  }

  /// Without TLS the body's digest is signed; with it, none.
  @Test(arguments: [
    (HTTPRequest.Scheme.http, "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072"),
    (.https, "UNSIGNED-PAYLOAD"),
  ])
  func payload(scheme: HTTPRequest.Scheme, digest: String) {
    var request = HTTPRequest(.put, scheme: scheme, host: "h", path: "/k", body: Array("Welcome to Amazon S3.".utf8))
    let key = SignatureV4.Key(Secret("b"), day: "20130524", region: "us-east-1")
    let time = AmazonTime(seconds: 1_369_353_600)
    SignatureV4.sign(&request, with: SigningCredentials(accessKey: "a", secretKey: "b"), key: key, at: time)
    #expect(request.fields["X-Amz-Content-SHA256"] == digest)
  }
}
