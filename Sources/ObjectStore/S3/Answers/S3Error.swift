/// What kept S3 from answering: a refusal, an answer that cannot be right, or no answer at all.
package struct S3Error: Error, Hashable, Sendable {
  /// HTTP's; 0 where nothing was answered.
  package var status: Int
  /// S3's name for it, as `NoSuchKey`; or one of our own below.
  package var code: String
  package var message: String
  package var requestID: String?
  /// What S3's staff ask for besides the request's id.
  package var extendedID: String?
  /// Where the bucket lies, if the answer says so.
  package var region: String?
  /// Seconds that the server wants to be left alone.
  package var retryAfter: Int?
  /// The server's clock, seconds since 1970.
  package var serverTime: Int64?

  package init(status: Int, code: String, message: String) {
    self.status = status
    self.code = code
    self.message = message
  }

  /// What to do about it.
  package enum Remedy: Hashable, Sendable {
    case retry
    /// Ask again in the region where the bucket lies.
    case redirect(region: String)
    case none
  }

  /// `region` is where the request went.
  package func remedy(in region: String) -> Remedy {
    if let found = self.region, found != region, isRedirect { return .redirect(region: found) }
    return isRetryable ? .retry : .none
  }

  private var isRedirect: Bool {
    [301, 302, 307, 308].contains(status) || Self.redirectingCodes.contains(code) || (status == 400 && isBare)
  }

  /// Answers to HEAD have no body that could say more.
  private var isBare: Bool { code == Self.code(ofStatus: status) }

  private var isRetryable: Bool {
    [408, 429, 500, 502, 503, 504].contains(status) || Self.retryableCodes.contains(code)
  }

  private static let redirectingCodes: Set<String> = [
    "AuthorizationHeaderMalformed", "IllegalLocationConstraintException", "PermanentRedirect", "TemporaryRedirect",
  ]

  private static let retryableCodes: Set<String> = [
    "BandwidthLimitExceeded", "InternalError", "InternalFailure", "PriorRequestNotComplete", "RequestLimitExceeded",
    "RequestThrottled", "RequestThrottledException", "RequestTimeout", "RequestTimeoutException", "ServiceUnavailable",
    "SlowDown", "Throttled", "ThrottledException", "Throttling", "ThrottlingException", "TooManyRequestsException",
    connectionCode, truncatedCode, unreadableCode,
  ]
}

extension S3Error {
  static let connectionCode = "ConnectionError"
  static let truncatedCode = "IncompleteAnswer"
  static let unreadableCode = "UnreadableAnswer"
  static let changedCode = "PreconditionFailed"
  static let endpointCode = "EndpointError"

  /// No connection, or one that broke: `reason` in the words of the transport. Not worth a retry where the endpoint or
  /// its certificate is wrong.
  package static func connection(_ reason: String, isTransient: Bool = true) -> S3Error {
    S3Error(status: 0, code: isTransient ? connectionCode : endpointCode, message: reason)
  }

  /// Fewer or more bytes than announced.
  package static func truncated(received: Int, expected: Int) -> S3Error {
    S3Error(status: 200, code: truncatedCode, message: "\(received) of \(expected) bytes came")
  }

  /// An answer that makes no sense.
  package static func unreadable(_ reason: String) -> S3Error {
    S3Error(status: 200, code: unreadableCode, message: "the answer makes no sense: \(reason)")
  }

  /// The object is no longer the one that was listed.
  package static let changed = S3Error(
    status: 412, code: changedCode, message: "At least one of the pre-conditions you specified did not hold")
}
