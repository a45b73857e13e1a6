import HTTP
import SQLTypes

/// Where credentials came from.
package enum S3CredentialSource: Hashable, Sendable {
  /// There are none: requests go unsigned.
  case nowhere
  case statement
  case variables
  case profile(String)

  static func find(
    _ clauses: S3Clauses, _ environment: AWSEnvironment, _ profiles: AWSProfiles
  ) throws(SQLError) -> (SigningCredentials?, S3CredentialSource) {
    if let credentials = clauses.credentials { return (credentials, .statement) }
    if let credentials = try fromVariables(environment) { return (credentials, .variables) }
    if let credentials = try fromProfile(profiles) { return (credentials, .profile(profiles.name)) }
    try checkNothingElse(environment)
    return (nil, .nowhere)
  }

  private static func fromVariables(_ environment: AWSEnvironment) throws(SQLError) -> SigningCredentials? {
    guard let id = environment["AWS_ACCESS_KEY_ID"] else { return nil }
    guard let secret = environment["AWS_SECRET_ACCESS_KEY"] else {
      throw SQLError(.invalidParameter, "AWS_ACCESS_KEY_ID is set, AWS_SECRET_ACCESS_KEY is not")
    }
    let token = environment["AWS_SESSION_TOKEN"] ?? environment["AWS_SECURITY_TOKEN"]
    return SigningCredentials(accessKey: id, secretKey: secret, sessionToken: token)
  }

  /// A role comes before keys, sign-in before the credentials file, a program before keys in the config file.
  private static func fromProfile(_ profiles: AWSProfiles) throws(SQLError) -> SigningCredentials? {
    for property in ["role_arn", "sso_session", "sso_account_id", "sso_start_url"] {
      try checkAbsent(property, profiles)
    }
    if let found = try keys(profiles.credentialsSection, profiles) { return found }
    for property in ["credential_process", "login_session"] { try checkAbsent(property, profiles) }
    return try keys(profiles.configSection, profiles)
  }

  private static func keys(_ section: AWSFile.Section?, _ profiles: AWSProfiles) throws(SQLError) -> SigningCredentials?
  {
    guard let values = section?.values, let id = values["aws_access_key_id"], !id.isEmpty else { return nil }
    guard let secret = values["aws_secret_access_key"], !secret.isEmpty else {
      throw SQLError(
        .invalidParameter, "AWS profile \"\(profiles.name)\" has aws_access_key_id, but no aws_secret_access_key")
    }
    let token = values["aws_session_token"] ?? values["aws_security_token"]
    return SigningCredentials(accessKey: id, secretKey: secret, sessionToken: token.flatMap { $0.isEmpty ? nil : $0 })
  }

  private static func checkAbsent(_ property: String, _ profiles: AWSProfiles) throws(SQLError) {
    guard profiles[property] != nil else { return }
    throw .notSupported(
      "\(property) of AWS profile \"\(profiles.name)\"",
      hint: "eval \"$(aws configure export-credentials --profile \(profiles.name) --format env)\" puts its keys into"
        + " variables, which are read")
  }

  /// Machines and containers of AWS get their credentials over the network. Asking as nobody instead would only seem to
  /// be refused for want of a right.
  private static func checkNothingElse(_ environment: AWSEnvironment) throws(SQLError) {
    let variables = [
      "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    ]
    for variable in variables where environment[variable] != nil {
      throw .notSupported(
        "getting credentials by \(variable)",
        hint: "eval \"$(aws configure export-credentials --format env)\" puts the keys into variables, which are read")
    }
  }
}
