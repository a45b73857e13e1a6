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
    fileprivate let code: HMAC

    package init(_ secret: Secret, day: String, region: String, service: String = "s3") {
      self.day = day
      scope = "\(day)/\(region)/\(service)/aws4_request"
      let start = HMAC(key: Array("AWS4\(secret.revealed)".utf8))
      code = [day, region, service, "aws4_request"].reduce(start) { HMAC(key: $0.code(Array($1.utf8))) }
    }
  }

  private static let digestOfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
  private static let unsignedPayload = "UNSIGNED-PAYLOAD"

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

  package static func authorization(
    of request: HTTPRequest, accessKey: Secret, _ key: Key, _ time: AmazonTime
  ) -> String {
    let canonical = canonicalRequest(request)
    let signed = "AWS4-HMAC-SHA256\n\(time.text)\n\(key.scope)\n\(digest(canonical.text))"
    let signature = Digest.hex(key.code.code(Array(signed.utf8)))
    return "AWS4-HMAC-SHA256 Credential=\(accessKey.revealed)/\(key.scope),"
      + "SignedHeaders=\(canonical.signedNames),Signature=\(signature)"
  }

  /// Method, path, query, fields, their names, and the payload's digest, a line each.
  package static func canonicalRequest(_ request: HTTPRequest) -> (text: [UInt8], signedNames: String) {
    let fields = canonicalFields(request.fields)
    let names = fields.map(\.name).joined(separator: ";")
    var text: [UInt8] = []
    text.reserveCapacity(1024)
    for part in [request.method.rawValue, request.path, request.query] { append(part, "\n", to: &text) }
    for field in fields {
      append(field.name, ":", to: &text)
      append(field.value, "\n", to: &text)
    }
    append("", "\n", to: &text)
    append(names, "\n", to: &text)
    append(request.fields["x-amz-content-sha256"] ?? digest(request.body ?? []), "", to: &text)
    return (text, names)
  }

  private static func append(_ part: String, _ end: String, to text: inout [UInt8]) {
    text.append(contentsOf: part.utf8)
    text.append(contentsOf: end.utf8)
  }

  /// All fields by their lower-case names, values of the same name joined, runs of blanks as one.
  private static func canonicalFields(_ fields: HTTPFields) -> [HTTPFields.Field] {
    var sorted = fields.fields.map { HTTPFields.Field($0.name.lowercased(), withoutRuns($0.value)) }
    sorted.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    return sorted.reduce(into: []) { joined, field in
      if let last = joined.indices.last, joined[last].name == field.name {
        joined[last].value += ",\(field.value)"
      } else {
        joined.append(field)
      }
    }
  }

  private static func withoutRuns(_ text: String) -> String {
    text.utf8.contains(0x20) ? text.split(separator: " ").joined(separator: " ") : text
  }

  private static func digest(_ bytes: [UInt8]) -> String { Digest.hex(bytes.withUnsafeBytes { Digest.sha256($0) }) }
}
