/// What a request says about its own signature.
struct SignatureClaim: Sendable {
  var accessKey: String
  var day: String
  var region: String
  var service: String
  var time: AmazonTime
  /// In lower case, in their order.
  var signedNames: [String]
  var signature: String
  var token: String?
  /// What stands for the body in what is signed: its digest, or a word.
  var payload: String
  /// Seconds; nil for the form of a field.
  var expiry: Int64?

  /// Errors: `unsigned`, `malformed`.
  init(_ request: HTTPRequest, _ query: HTTPQuery) throws(SignatureError) {
    if let line = request.fields["Authorization"] {
      try self.init(line, request)
    } else if query["X-Amz-Algorithm"] != nil || query["X-Amz-Signature"] != nil {
      try self.init(query, request)
    } else {
      throw .unsigned
    }
  }

  private init(_ line: String, _ request: HTTPRequest) throws(SignatureError) {
    let (algorithm, rest) = Self.cut(line, at: " ")
    try Self.check(algorithm)
    var parts: [Substring: Substring] = [:]
    for part in rest.split(separator: ",") {
      let (name, value) = Self.cut(part.drop { $0 == " " }, at: "=")
      parts[name] = value
    }
    guard let text = request.fields["x-amz-date"], let time = AmazonTime(text) else { throw .malformed("x-amz-date") }
    try self.init(
      scope: parts["Credential"], names: parts["SignedHeaders"], signature: parts["Signature"], time: time,
      payload: request.fields["x-amz-content-sha256"] ?? SignatureV4.digest(request.body ?? []))
    token = request.fields["x-amz-security-token"]
  }

  private init(_ query: HTTPQuery, _ request: HTTPRequest) throws(SignatureError) {
    try Self.check(query["X-Amz-Algorithm"].map { $0[...] } ?? "")
    guard let text = query["X-Amz-Date"], let time = AmazonTime(text) else { throw .malformed("X-Amz-Date") }
    guard let expiry = query["X-Amz-Expires"].flatMap({ Int64($0) }), expiry > 0 else {
      throw .malformed("X-Amz-Expires")
    }
    let scope = query["X-Amz-Credential"].map { $0[...] }
    let isStorage = scope?.hasSuffix("/s3/aws4_request") == true
    let unsigned = isStorage ? SignatureV4.unsignedPayload : SignatureV4.digest(request.body ?? [])
    try self.init(
      scope: scope, names: query["X-Amz-SignedHeaders"].map { $0[...] },
      signature: query["X-Amz-Signature"].map { $0[...] }, time: time,
      payload: query["X-Amz-Content-Sha256"] ?? request.fields["x-amz-content-sha256"] ?? unsigned)
    token = query["X-Amz-Security-Token"]
    self.expiry = expiry
  }

  private init(
    scope: Substring?, names: Substring?, signature: Substring?, time: AmazonTime, payload: String
  ) throws(SignatureError) {
    guard let scope, let names, let signature, !names.isEmpty else { throw .malformed("Authorization") }
    let steps = scope.split(separator: "/", omittingEmptySubsequences: false)
    // An access key may have slashes of its own.
    guard steps.count >= 5, steps[steps.count - 1] == "aws4_request" else { throw .malformed("Credential") }
    accessKey = steps.dropLast(4).joined(separator: "/")
    (day, region, service) = (
      String(steps[steps.count - 4]), String(steps[steps.count - 3]), String(steps[steps.count - 2])
    )
    guard day == time.day else { throw .malformed("Credential") }
    signedNames = names.split(separator: ";").map { $0.lowercased() }
    self.signature = String(signature)
    self.time = time
    self.payload = payload
  }

  private static func check(_ algorithm: Substring) throws(SignatureError) {
    guard algorithm == SignatureV4.algorithm else { throw .malformed("algorithm") }
  }

  /// What stands in front of the first `mark`, and behind it.
  private static func cut(_ text: some StringProtocol, at mark: Character) -> (Substring, Substring) {
    let text = Substring(text)
    guard let index = text.firstIndex(of: mark) else { return (text, "") }
    return (text[..<index], text[text.index(after: index)...])
  }

  // MARK: Checks

  /// Errors: `skewed`, `expired`.
  func checkTime(_ now: AmazonTime, skew: Int64, longest: Int64) throws(SignatureError) {
    guard time.seconds - now.seconds <= skew else { throw .skewed }
    guard let expiry else {
      guard now.seconds - time.seconds <= skew else { throw .skewed }
      return
    }
    guard expiry <= longest else { throw .malformed("X-Amz-Expires") }
    guard now.seconds <= time.seconds + expiry else { throw .expired }
  }

  /// The host and whatever begins with `x-amz-` must be signed. Errors: `fieldNotSigned`.
  func checkFields(of request: HTTPRequest) throws(SignatureError) {
    let present = request.fields.fields.map { $0.name.lowercased() }.filter { $0.hasPrefix("x-amz-") }
    for name in ["host"] + present where !signedNames.contains(name) { throw .fieldNotSigned(name) }
  }

  func signedFields(of fields: HTTPFields) -> HTTPFields {
    let signed = Set(signedNames)
    return fields.fields.reduce(into: HTTPFields()) { chosen, field in
      if signed.contains(field.name.lowercased()) { chosen.add(field.name, field.value) }
    }
  }
}
