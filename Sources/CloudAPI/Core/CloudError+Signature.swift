import HTTP

extension CloudError {
  /// What is wrong with a signature, in S3's codes (S3 API reference, error responses).
  package init(ofStorage error: SignatureError) {
    switch error {
    case .unsigned, .expired: self.init("AccessDenied", "Access Denied", status: 403)
    case .malformed(let part): self.init("AuthorizationHeaderMalformed", "\(part) cannot be read.", status: 400)
    case .unknownAccessKey:
      self.init(
        "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.", status: 403)
    case .invalidToken: self.init("InvalidToken", "The provided token is malformed or otherwise invalid.", status: 400)
    case .skewed:
      self.init(
        "RequestTimeTooSkewed", "The difference between the request time and the current time is too large.",
        status: 403)
    case .fieldNotSigned, .mismatch, .payloadMismatch: self.init(error)
    }
  }

  /// What is wrong with a signature, in the codes that the other services share.
  package init(_ error: SignatureError) {
    switch error {
    case .unsigned: self.init("MissingAuthenticationToken", "Request is missing Authentication Token", status: 403)
    case .malformed(let part): self.init("IncompleteSignature", "\(part) cannot be read.", status: 400)
    case .unknownAccessKey, .invalidToken:
      self.init("InvalidClientTokenId", "The security token included in the request is invalid.", status: 403)
    case .skewed, .expired: self.init("RequestExpired", "Request has expired.", status: 400)
    case .fieldNotSigned(let name):
      self.init("SignatureDoesNotMatch", "'\(name)' must be a 'SignedHeader' in the AWS Authorization.", status: 403)
    case .mismatch, .payloadMismatch:
      self.init(
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key "
          + "and signing method.", status: 403)
    }
  }
}
