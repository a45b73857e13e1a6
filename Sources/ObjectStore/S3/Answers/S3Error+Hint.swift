extension S3Error {
  /// What to do about a failure that retries and redirects did not mend.
  func hint(_ request: S3Request, _ configuration: S3Configuration, _ attempts: Int) -> String? {
    let server = configuration.endpoint.map { "\($0)" } ?? "AWS"
    switch code {
    case "AccessDenied", "Forbidden", "AllAccessDisabled":
      return accessHint(request, isAnonymous: configuration.credentials == nil)
    case "NoSuchBucket": return "\(server) has no bucket \"\(request.bucket)\": check its name and the endpoint"
    case "NoSuchKey" where status == 404: return "check the key: every letter counts, upper and lower case too"
    case "InvalidAccessKeyId": return "\(server) does not know this access key: check the key, and AWS_ENDPOINT_URL"
    case "SignatureDoesNotMatch":
      return "the secret key does not belong to the access key: look for missing or extra characters in it"
    case "ExpiredToken", "TokenRefreshRequired", "RequestExpired":
      return "the session has ended: sign in again and export the new keys and AWS_SESSION_TOKEN"
    case "InvalidToken", "UnrecognizedClientException":
      return "AWS_SESSION_TOKEN does not belong to the keys: take all three from the same place, or unset it"
    case "RequestTimeTooSkewed", "RequestInTheFuture":
      return "the clock of this machine and the server's are too far apart: set this machine's clock"
    case Self.changedCode, "ConditionalRequestConflict": return conditionHint(request)
    default: return elsewhereHint(configuration.region) ?? outageHint(server, attempts)
    }
  }

  private func accessHint(_ request: S3Request, isAnonymous: Bool) -> String {
    let right =
      switch request.operation {
      case .list: "s3:ListBucket on the bucket"
      case .get, .head: "s3:GetObject on its objects"
      case .delete, .deleteMany: "s3:DeleteObject on its objects"
      case .abortUpload: "s3:AbortMultipartUpload on its objects"
      default: "s3:PutObject on its objects"
      }
    return isAnonymous
      ? "no credentials were found: export AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or set AWS_PROFILE"
      : "the credentials in use need \(right); AWS_PROFILE chooses others"
  }

  private func conditionHint(_ request: S3Request) -> String {
    switch request.operation {
    case .get, .head, .list: "the object was replaced while it was read: run the statement again"
    default: "an object has that key already"
    }
  }

  private func elsewhereHint(_ used: String) -> String? {
    if let region, region != used {
      return "the bucket is in \(region): add REGION '\(region)' to the statement, or set AWS_REGION=\(region)"
    }
    let isRedirect = [301, 302, 307, 308].contains(status) || code == "AuthorizationHeaderMalformed"
    return isRedirect ? "the bucket is not in \(used): name its region with REGION or AWS_REGION" : nil
  }

  private func outageHint(_ server: String, _ attempts: Int) -> String? {
    switch (code, status) {
    case (Self.connectionCode, _), (Self.endpointCode, _):
      return "check that \(server) can be reached from here, and AWS_ENDPOINT_URL\(times(attempts))"
    case (Self.truncatedCode, _): return "the connection broke every time\(times(attempts))"
    case (Self.unreadableCode, _): return "is \(server) an S3 server? Check AWS_ENDPOINT_URL"
    case (_, 429), (_, 500...): return "the server could not answer\(times(attempts)); AWS_MAX_ATTEMPTS asks more often"
    default: return nil
    }
  }

  private func times(_ attempts: Int) -> String { attempts > 1 ? " (asked \(attempts) times)" : "" }
}
