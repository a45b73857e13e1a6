import HTTP

extension CloudError {
  /// What is wrong with a signature, in AWS's codes.
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
