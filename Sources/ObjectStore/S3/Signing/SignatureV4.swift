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
  package struct Key: Hashable, Sendable {
    package let day: String
    /// `20130524/us-east-1/s3/aws4_request`
    package let scope: String
    fileprivate let bytes: [UInt8]

    package init(_ secret: Secret, day: String, region: String, service: String = "s3") {
      self.day = day
      scope = "\(day)/\(region)/\(service)/aws4_request"
      let start = Array("AWS4\(secret.revealed)".utf8)
      bytes = [day, region, service, "aws4_request"].reduce(start) { Digest.hmacSHA256(key: $0, Array($1.utf8)) }
    }
  }

  static let digestOfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
  static let unsignedPayload = "UNSIGNED-PAYLOAD"

  /// Adds date, payload digest, token and signature to a request of S3.
  package static func sign(_ request: inout HTTPRequest, with credentials: S3Credentials, key: Key, at time: AmazonTime)
  {
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

  package static func authorization(of request: HTTPRequest, accessKey: Secret, _ key: Key, _ time: AmazonTime)
    -> String
  {
    let canonical = canonicalRequest(request)
    let signature = Digest.hex(Digest.hmacSHA256(key: key.bytes, Array(stringToSign(canonical.text, key, time).utf8)))
    return "AWS4-HMAC-SHA256 Credential=\(accessKey.revealed)/\(key.scope),"
      + "SignedHeaders=\(canonical.signedNames),Signature=\(signature)"
  }

  package static func stringToSign(_ canonicalRequest: String, _ key: Key, _ time: AmazonTime) -> String {
    "AWS4-HMAC-SHA256\n\(time.text)\n\(key.scope)\n\(digest(Array(canonicalRequest.utf8)))"
  }

  /// Method, path, query, fields, their names, and the payload's digest, a line each.
  package static func canonicalRequest(_ request: HTTPRequest) -> (text: String, signedNames: String) {
    let lines = canonicalFields(request.fields)
    let names = lines.map(\.name).joined(separator: ";")
    let fields = lines.map { "\($0.name):\($0.value)\n" }.joined()
    let payload = request.fields["x-amz-content-sha256"] ?? digest(request.body ?? [])
    let text = "\(request.method.rawValue)\n\(request.path)\n\(request.query)\n\(fields)\n\(names)\n\(payload)"
    return (text, names)
  }

  /// All fields by their lower-case names, values of the same name joined, runs of blanks as one.
  private static func canonicalFields(_ fields: HTTPFields) -> [(name: String, value: String)] {
    var byName: [String: [String]] = [:]
    for field in fields.fields { byName[field.name.lowercased(), default: []].append(withoutRuns(field.value)) }
    return byName.map { ($0.key, $0.value.joined(separator: ",")) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private static func withoutRuns(_ text: String) -> String {
    text.utf8.contains(0x20) ? text.split(separator: " ").joined(separator: " ") : text
  }

  private static func digest(_ bytes: [UInt8]) -> String { Digest.hex(bytes.withUnsafeBytes { Digest.sha256($0) }) }
}
