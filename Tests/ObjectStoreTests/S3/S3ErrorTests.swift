import HTTP
import ObjectStore
import SQLTypes
import TestSupport
import Testing

@Suite struct S3ErrorTests {
  struct Refusal: Sendable, CustomTestStringConvertible {
    var status: Int
    var code: String
    var more = ""
    var fields: HTTPFields = [:]
    var remedy = S3Error.Remedy.none

    var testDescription: String { "\(status) \(code) \(more)" }

    var failure: S3Error {
      let body = code.isEmpty ? "" : "<Error><Code>\(code)</Code><Message>m</Message>\(more)</Error>"
      return S3Error(HTTPResponse(status: status, fields: fields, body: Array(body.utf8)))
    }
  }

  static let refusals: [Refusal] = [
    Refusal(status: 500, code: "InternalError", remedy: .retry), Refusal(status: 502, code: "", remedy: .retry),
    Refusal(status: 503, code: "SlowDown", remedy: .retry), Refusal(status: 504, code: "", remedy: .retry),
    Refusal(status: 429, code: "TooManyRequests", remedy: .retry), Refusal(status: 408, code: "", remedy: .retry),
    Refusal(status: 400, code: "RequestTimeout", remedy: .retry),
    Refusal(status: 400, code: "ThrottlingException", remedy: .retry), Refusal(status: 501, code: "NotImplemented"),
    Refusal(status: 403, code: "AccessDenied"), Refusal(status: 404, code: "NoSuchKey"), Refusal(status: 404, code: ""),
    Refusal(status: 400, code: "ExpiredToken"), Refusal(status: 403, code: "RequestTimeTooSkewed"),
    Refusal(status: 412, code: "PreconditionFailed"), Refusal(status: 301, code: "PermanentRedirect"),
    Refusal(
      status: 301, code: "PermanentRedirect", fields: ["x-amz-bucket-region": "eu-west-1"],
      remedy: .redirect(region: "eu-west-1")),
    Refusal(
      status: 301, code: "", fields: ["X-Amz-Bucket-Region": "eu-west-1"], remedy: .redirect(region: "eu-west-1")),
    Refusal(
      status: 301, code: "PermanentRedirect", more: "<Endpoint>b.s3-eu-west-1.amazonaws.com</Endpoint>",
      remedy: .redirect(region: "eu-west-1")),
    Refusal(
      status: 307, code: "TemporaryRedirect", more: "<Endpoint>b.s3.us-east-2.amazonaws.com</Endpoint>",
      remedy: .redirect(region: "us-east-2")),
    Refusal(
      status: 301, code: "PermanentRedirect", more: "<Endpoint>b.s3.dualstack.cn-north-1.amazonaws.com.cn</Endpoint>",
      remedy: .redirect(region: "cn-north-1")),
    Refusal(
      status: 301, code: "PermanentRedirect", more: "<Endpoint>s3.amazonaws.com</Endpoint>",
      remedy: .redirect(region: "us-east-1")),
    Refusal(
      status: 400, code: "AuthorizationHeaderMalformed", more: "<Region>eu-west-1</Region>",
      remedy: .redirect(region: "eu-west-1")),
    Refusal(
      status: 400, code: "", fields: ["x-amz-bucket-region": "eu-west-1"], remedy: .redirect(region: "eu-west-1")),
    // Not a name that may become part of a host's; where the request went already; where region is only told.
    Refusal(status: 301, code: "PermanentRedirect", fields: ["x-amz-bucket-region": "evil.example/"]),
    Refusal(status: 301, code: "PermanentRedirect", fields: ["x-amz-bucket-region": "us-west-2"]),
    Refusal(status: 403, code: "AccessDenied", fields: ["x-amz-bucket-region": "eu-west-1"]),
  ]

  @Test(arguments: refusals)
  func remedies(refusal: Refusal) {
    #expect(refusal.failure.remedy(in: "us-west-2") == refusal.remedy)
  }

  @Test func ownFailures() {
    #expect(S3Error.connection("reset").remedy(in: "r") == .retry)
    #expect(S3Error.connection("no such host", isTransient: false).remedy(in: "r") == .none)
    #expect(S3Error.truncated(received: 1, expected: 2).remedy(in: "r") == .retry)
    #expect(S3Error.changed.remedy(in: "r") == .none)
  }

  @Test func fields() {
    let response = HTTPResponse(
      status: 503,
      fields: [
        "Retry-After": "7", "Date": "Fri, 24 May 2013 00:00:01 GMT", "x-amz-request-id": "R", "x-amz-id-2": "E",
      ],
      body: Array("<html>busy</html>".utf8))
    let failure = S3Error(response)
    #expect(failure.code == "SlowDown")
    #expect(failure.retryAfter == 7)
    #expect(failure.serverTime == 1_369_353_601)
    #expect(failure.requestID == "R")
    #expect(failure.extendedID == "E")
  }

  @Test(arguments: [
    "", "Fri, 24 May 2013 00:00:01", "Friday, 24-May-13 00:00:01 GMT", "Fri, 31 Feb 2013 00:00:01 GMT",
    "Fri, 24 Mai 2013 00:00:01 GMT", "Fri, 24 May 2013 24:00:01 GMT", "Fri, 24 May 99999999999 00:00:01 GMT",
  ])
  func refusesDates(text: String) {
    #expect(S3Error(HTTPResponse(status: 403, fields: ["Date": text])).serverTime == nil)
  }

  private func error(_ failure: S3Error, _ operation: S3Operation = .get(key: "k"), isAnonymous: Bool = false)
    -> SQLError
  {
    var configuration = S3Configuration()
    configuration.region = "us-west-2"
    if !isAnonymous { configuration.credentials = SigningCredentials(accessKey: "AKIDTEST", secretKey: "Sesame") }
    return failure.error(S3Request(bucket: "b", operation), configuration, attempts: 3)
  }

  /// The form of published reports (copy.md part 6, sql.md part 5).
  @Test func redshiftsText() {
    let body =
      "<Error><Code>AccessDenied</Code><Message>Access Denied</Message><RequestId>D14F</RequestId>"
      + "<HostId>AXDz/O=</HostId></Error>"
    let error = error(S3Error(HTTPResponse(status: 403, body: Array(body.utf8))))
    #expect(error.state.code == "XX000")
    #expect(
      error.message
        == "S3ServiceException:Access Denied,Status 403,Error AccessDenied,Rid D14F,ExtRid AXDz/O=,CanRetry 1")
    #expect(error.detail?.contains("code:      8001\n  context:   S3 key being read : s3://b/k\n") == true)
  }

  @Test(arguments: [
    (
      301,
      "S3ServiceException:The bucket you are attempting to access must be addressed using the specified endpoint.,"
        + "Status 301,Error PermanentRedirect,CanRetry 1", "add REGION 'eu-west-1' to the statement"
    ),
    (404, "S3ServiceException:The specified key does not exist.,Status 404,Error NoSuchKey,CanRetry 1", "every letter"),
    (403, "S3ServiceException:Access Denied,Status 403,Error AccessDenied,CanRetry 1", "s3:GetObject"),
  ])
  func withoutABody(status: Int, message: String, hint: String) {
    let failure = S3Error(HTTPResponse(status: status, fields: ["x-amz-bucket-region": "eu-west-1"]))
    #expect(error(failure).message == message)
    #expect(error(failure).hint?.contains(hint) == true)
  }

  @Test(arguments: [
    ("NoSuchBucket", 404, "AWS has no bucket \"b\""), ("InvalidAccessKeyId", 403, "does not know this access key"),
    ("SignatureDoesNotMatch", 403, "does not belong to the access key"), ("ExpiredToken", 400, "sign in again"),
    ("RequestTimeTooSkewed", 403, "clock"), ("PreconditionFailed", 412, "replaced while it was read"),
    ("InvalidToken", 400, "AWS_SESSION_TOKEN"), ("SlowDown", 503, "asked 3 times"),
    ("AuthorizationHeaderMalformed", 400, "the bucket is not in us-west-2"),
  ])
  func hints(code: String, status: Int, words: String) {
    #expect(error(Refusal(status: status, code: code).failure).hint?.contains(words) == true)
  }

  @Test func hintsByQuestion() {
    let denied = Refusal(status: 403, code: "AccessDenied").failure
    #expect(error(denied, .list(prefix: "p")).hint?.contains("s3:ListBucket") == true)
    #expect(error(denied, .put(key: "k", body: [])).hint?.contains("s3:PutObject") == true)
    #expect(error(denied, isAnonymous: true).hint?.contains("no credentials were found") == true)
    #expect(error(.changed, .put(key: "k", body: [])).hint?.contains("has that key already") == true)
    #expect(error(.connection("refused")).hint?.contains("AWS_ENDPOINT_URL") == true)
    #expect(error(denied, .list(prefix: "p")).detail?.contains("Listing bucket=b prefix=p") == true)
  }

  /// Whatever a server repeats, keys and characters that upset a terminal do not get into an error.
  @Test func hidesSecrets() {
    let body = "<Error><Code>X</Code><Message>AKIDTEST Sesame &#27;[31m&#10;end</Message></Error>"
    let error = error(S3Error(HTTPResponse(status: 400, body: Array(body.utf8))))
    #expect(error.message == "S3ServiceException:(secret) (secret)  [31m end,Status 400,Error X,CanRetry 1")
    #expect(error.detail?.contains("Sesame") == false)
  }

  @Test func retries() {
    var schedule = RetrySchedule(maxAttempts: 12, generator: SeededGenerator())
    var bound = 0.5
    for _ in 1..<12 {
      let wait = schedule.next() ?? -1
      check(0...bound ~= wait, "\(wait) beyond \(bound)")
      bound = min(20, bound * 2)
    }
    #expect(schedule.next() == nil)
    #expect(schedule.attempts == 12)
  }

  @Test func retriesAsTheServerWants() {
    var schedule = RetrySchedule(maxAttempts: 4, generator: SeededGenerator(seed: 1))
    var same = RetrySchedule(maxAttempts: 4, generator: SeededGenerator(seed: 1))
    #expect(schedule.next(retryAfter: 7) == 7)
    _ = same.next()
    #expect(schedule.next() == same.next())
    #expect(schedule.next(retryAfter: .max) == 60)
    #expect(schedule.next(retryAfter: 1) == nil)
    var single = RetrySchedule(maxAttempts: 0)
    #expect(single.next() == nil)
  }

  /// Waits are spread, not bunched at the bound.
  @Test func jitters() {
    let generator = SeededGenerator()
    var sum = 0.0
    for index in 0..<2000 {
      var schedule = RetrySchedule(generator: SeededGenerator(seed: generator.seed &+ UInt64(index)))
      sum += schedule.next() ?? 0
    }
    #expect(0.22...0.28 ~= sum / 2000)
  }
}
