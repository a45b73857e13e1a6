import SQLTypes

/// The order in which the AWS CLI looks: the statement, variables, the profile.
extension S3Configuration {
  /// Errors: 22023 for what makes no sense, 0A000 for credentials that only another program can fetch.
  package init(_ environment: AWSEnvironment, clauses: S3Clauses = S3Clauses()) throws(SQLError) {
    let profiles = try AWSProfiles(environment)
    try takeServer(environment, profiles)
    try takeRegion(
      clauses.region ?? environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"] ?? profiles["region"])
    try takeAttempts(environment["AWS_MAX_ATTEMPTS"] ?? profiles["max_attempts"])
    let bundle = environment["AWS_CA_BUNDLE"] ?? profiles["ca_bundle"]
    certificateBundle = bundle.map(environment.expanded)
    (credentials, source) = try S3CredentialSource.find(clauses, environment, profiles)
    replacedRole = clauses.role
  }

  private mutating func takeServer(_ environment: AWSEnvironment, _ profiles: AWSProfiles) throws(SQLError) {
    if environment.isTrue("AWS_USE_FIPS_ENDPOINT") || profiles["use_fips_endpoint"]?.lowercased() == "true" {
      throw .notSupported("AWS_USE_FIPS_ENDPOINT", hint: "AWS_ENDPOINT_URL_S3 can name the endpoint")
    }
    if let url = try Self.endpoint(environment, profiles) { endpoint = try S3Endpoint(url) }
    guard let style = profiles.nested("s3", "addressing_style") else { return }
    guard let addressing = Addressing(rawValue: style) else {
      throw SQLError(
        .invalidParameter, "addressing_style of AWS profile \"\(profiles.name)\" is \"\(style)\"",
        hint: "it can be path, virtual or auto")
    }
    self.addressing = addressing
  }

  private static func endpoint(_ environment: AWSEnvironment, _ profiles: AWSProfiles) throws(SQLError) -> String? {
    let ignores = environment["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] ?? profiles["ignore_configured_endpoint_urls"]
    if ignores?.lowercased() == "true" { return nil }
    if let url = environment["AWS_ENDPOINT_URL_S3"] ?? environment["AWS_ENDPOINT_URL"] { return url }
    return try profiles.service("endpoint_url") ?? profiles["endpoint_url"]
  }

  private mutating func takeRegion(_ text: String?) throws(SQLError) {
    guard let text else { return }
    guard Self.isRegion(text) else {
      throw SQLError(.invalidParameter, "invalid AWS region \"\(text)\"", hint: "regions look like us-west-2")
    }
    region = text
  }

  private mutating func takeAttempts(_ text: String?) throws(SQLError) {
    guard let text else { return }
    guard let number = Int(text), number > 0 else {
      throw SQLError(.invalidParameter, "AWS_MAX_ATTEMPTS is \"\(text)\": it must be a positive number")
    }
    maxAttempts = number
  }
}
