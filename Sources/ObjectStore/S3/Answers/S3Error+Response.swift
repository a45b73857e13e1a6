import HTTP

extension S3Error {
  /// What a refusal says, in its body or, where it has none, by its status.
  package init(_ response: HTTPResponse) {
    self.init(
      status: response.status, code: Self.code(ofStatus: response.status),
      message: Self.message(ofStatus: response.status))
    readBody(response.body)
    let fields = response.fields
    requestID = requestID ?? fields["x-amz-request-id"] ?? fields["x-amz-requestid"]
    extendedID = extendedID ?? fields["x-amz-id-2"]
    region = (fields["x-amz-bucket-region"] ?? region).flatMap(Self.checkedRegion)
    retryAfter = fields["retry-after"].flatMap(Self.seconds)
    serverTime = fields["date"].flatMap(HTTPDate.seconds)
  }

  /// Nothing of it is kept where it is no XML: a proxy's page, perhaps.
  private mutating func readBody(_ body: [UInt8]) {
    guard !body.isEmpty, var reader = try? XMLReader(body) else { return }
    var read = self
    do {
      while try reader.advance() { read.take(reader) }
      self = read
    } catch {}
  }

  private mutating func take(_ reader: XMLReader) {
    guard reader.depth == 2, reader.isWithin("Error") else { return }
    if reader.isAt("Code") { code = Self.shown(reader.text, limit: 100) }
    if reader.isAt("Message") { message = Self.shown(reader.text, limit: 1000) }
    if reader.isAt("RequestId") { requestID = Self.shown(reader.text, limit: 200) }
    if reader.isAt("HostId") { extendedID = Self.shown(reader.text, limit: 200) }
    if reader.isAt("Region") { region = reader.text }
    if reader.isAt("Endpoint"), region == nil { region = Self.region(ofHost: reader.text) }
  }

  /// Without line breaks and other characters that would upset a terminal.
  private static func shown(_ text: String, limit: Int) -> String {
    var shown = ""
    for scalar in text.unicodeScalars.prefix(limit) {
      shown.unicodeScalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
    }
    return shown
  }

  /// What is neither letter, digit nor hyphen must not get into a host's name.
  static func checkedRegion(_ text: String) -> String? { S3Configuration.isRegion(text) ? text : nil }

  /// `bucket.s3.eu-west-1.amazonaws.com`, `s3-eu-west-1.amazonaws.com` and
  /// `bucket.s3.dualstack.eu-west-1.amazonaws.com` name theirs.
  private static func region(ofHost host: String) -> String? {
    guard let end = host.firstRange(of: ".amazonaws.com"),
      let label = host[..<end.lowerBound].split(separator: ".").last
    else { return nil }
    if label == "s3" || label == "s3-external-1" { return S3Configuration.defaultRegion }
    return String(label.hasPrefix("s3-") ? label.dropFirst(3) : label)
  }

  private static func seconds(_ text: String) -> Int? { Int(text).flatMap { $0 >= 0 ? $0 : nil } }

  static func code(ofStatus status: Int) -> String {
    switch status {
    case 301: "PermanentRedirect"
    case 302, 307, 308: "TemporaryRedirect"
    case 400: "BadRequest"
    case 401, 403: "AccessDenied"
    case 404: "NoSuchKey"
    case 412: changedCode
    case 416: "InvalidRange"
    case 429, 503: "SlowDown"
    case 500: "InternalError"
    default: "HTTP\(status)"
    }
  }

  private static func message(ofStatus status: Int) -> String {
    switch status {
    case 301: "The bucket you are attempting to access must be addressed using the specified endpoint."
    case 401, 403: "Access Denied"
    case 404: "The specified key does not exist."
    case 412: changed.message
    case 429, 503: "Please reduce your request rate."
    case 500: "We encountered an internal error. Please try again."
    default: "The server answered with status \(status)"
    }
  }
}
