import SQLTypes

/// Checks the signature of a request that came, in the form of the field `Authorization` or of a presigned query.
///
/// The request is put into the same three texts as by who signed it, from the fields it names:
///
///     Authorization: AWS4-HMAC-SHA256 Credential=AKIA…/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range,Signature=f0…
///     ?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIA…%2F20130524%2F…&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400
///         &X-Amz-SignedHeaders=host&X-Amz-Signature=ae…
extension SignatureV4 {
  /// Seconds by which clocks may differ.
  private static let allowedSkew: Int64 = 15 * 60
  /// Seconds that a presigned request is good for at most: seven days.
  private static let longestExpiry: Int64 = 604_800

  /// `credentials` answers with the keys of an access key, or nil for one that nobody has.
  ///
  /// Errors: the first thing that is wrong with it.
  package static func verify(
    _ request: HTTPRequest, at now: AmazonTime, credentials: (_ accessKey: String) -> SigningCredentials?
  ) throws(SignatureError) -> VerifiedSignature {
    let query = HTTPQuery(request.query)
    let claim = try SignatureClaim(request, query)
    try claim.checkTime(now, skew: allowedSkew, longest: longestExpiry)
    try claim.checkFields(of: request)
    guard let keys = credentials(claim.accessKey) else { throw .unknownAccessKey }
    guard (keys.sessionToken?.revealed ?? claim.token) == claim.token else { throw .invalidToken }
    let key = Key(keys.secretKey, day: claim.day, region: claim.region, service: claim.service)
    let canonical = CanonicalRequest(
      request.method, path: CanonicalRequest.path(request.path, service: claim.service),
      query: CanonicalRequest.query(query), fields: claim.signedFields(of: request.fields), payload: claim.payload)
    guard isSame(signature(of: canonical, key, claim.time), claim.signature) else { throw .mismatch }
    return VerifiedSignature(
      accessKey: claim.accessKey, region: claim.region, service: claim.service,
      payload: try checkPayload(claim.payload, request.body ?? []))
  }

  /// The same of a form's policy, by the credential that the form names: `AKIA…/20130524/us-east-1/s3/aws4_request`.
  package static func verify(
    policy: String, credential: String, signature: String, credentials: (_ accessKey: String) -> SigningCredentials?
  ) throws(SignatureError) {
    let steps = credential.split(separator: "/").map(String.init)
    guard steps.count == 5 else { throw .malformed("x-amz-credential") }
    guard let keys = credentials(steps[0]) else { throw .unknownAccessKey }
    let key = Key(keys.secretKey, day: steps[1], region: steps[2], service: steps[3])
    guard isSame(Digest.hex(key.code.code(Array(policy.utf8))), signature) else { throw .mismatch }
  }

  /// Takes as long wherever the texts differ, so that nobody learns a signature byte by byte.
  private static func isSame(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count && zip(left.utf8, right.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }

  private static func checkPayload(_ said: String, _ body: [UInt8]) throws(SignatureError) -> VerifiedSignature.Payload
  {
    if said == unsignedPayload { return .unsigned }
    if said.hasPrefix("STREAMING-") { return .streaming(said) }
    guard said == digest(body) else { throw .payloadMismatch }
    return .whole
  }
}
