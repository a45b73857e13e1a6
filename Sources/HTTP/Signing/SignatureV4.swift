import SQLTypes

/// AWS's Signature Version 4, in the form that S3 wants: paths encoded once, the payload's digest in a field.
///
/// A request `GET /test.txt` of 24 May 2013 is signed in three texts:
///
///     GET⏎/test.txt⏎⏎host:examplebucket.s3.amazonaws.com⏎range:bytes=0-9⏎…⏎host;range;…⏎e3b0c4…   canonical request
///     AWS4-HMAC-SHA256⏎20130524T000000Z⏎20130524/us-east-1/s3/aws4_request⏎7344ae…               what is signed
///     AWS4-HMAC-SHA256 Credential=AKIA…/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;…,Signature=f0e8bd…
package enum SignatureV4 {
  /// The key of one day, region and service, derived from the secret.
  package struct Key: Sendable {
    package let day: String
    /// `20130524/us-east-1/s3/aws4_request`
    package let scope: String
    let code: HMAC

    package init(_ secret: Secret, day: String, region: String, service: String = "s3") {
      self.day = day
      scope = "\(day)/\(region)/\(service)/aws4_request"
      let start = HMAC(key: Array("AWS4\(secret.revealed)".utf8))
      code = [day, region, service, "aws4_request"].reduce(start) { HMAC(key: $0.code(Array($1.utf8))) }
    }
  }

  static let algorithm = "AWS4-HMAC-SHA256"
  private static let digestOfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
  static let unsignedPayload = "UNSIGNED-PAYLOAD"

  /// Adds date, payload digest, token and signature to a request of S3.
  package static func sign(
    _ request: inout HTTPRequest, with credentials: SigningCredentials, key: Key, at time: AmazonTime
  ) {
    request.fields.add("x-amz-content-sha256", payloadDigest(of: request))
    request.fields.add("x-amz-date", time.text)
    if let token = credentials.sessionToken { request.fields.add("x-amz-security-token", token.revealed) }
    request.fields.add("Authorization", authorization(of: request, accessKey: credentials.accessKey, key, time))
  }

  /// TLS protects a body already; without it the digest does.
  private static func payloadDigest(of request: HTTPRequest) -> String {
    guard let body = request.body, !body.isEmpty else { return digestOfNothing }
    return request.scheme == .https ? unsignedPayload : digest(body)
  }

  /// The value of the field `Authorization`, over all fields that the request has.
  package static func authorization(
    of request: HTTPRequest, accessKey: Secret, _ key: Key, _ time: AmazonTime
  ) -> String {
    let canonical = CanonicalRequest(request)
    return "\(algorithm) Credential=\(accessKey.revealed)/\(key.scope),"
      + "SignedHeaders=\(canonical.signedNames),Signature=\(signature(of: canonical, key, time))"
  }

  /// 64 hexadecimal digits.
  static func signature(of canonical: CanonicalRequest, _ key: Key, _ time: AmazonTime) -> String {
    var signed: [UInt8] = []
    signed.reserveCapacity(256)
    signed.append(texts: algorithm, "\n", time.text, "\n", key.scope, "\n", digest(canonical.text))
    return Digest.hex(key.code.code(signed))
  }

  static func digest(_ bytes: [UInt8]) -> String { Digest.hex(bytes.withUnsafeBytes { Digest.sha256($0) }) }
}
