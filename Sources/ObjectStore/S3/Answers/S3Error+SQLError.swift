import HTTP
import SQLTypes

extension S3Error {
  /// The statement's error: XX000 with code 8001 and Redshift's text (copy.md part 6, sql.md part 5), and a way out.
  ///
  ///     S3ServiceException:Access Denied,Status 403,Error AccessDenied,Rid 4B0D,ExtRid x/y=,CanRetry 1
  ///
  /// `attempts` counts how often was asked.
  package func error(
    _ request: S3Request, _ configuration: S3Configuration, attempts: Int = 1
  ) -> SQLError {
    var error = SQLError.compute(text, code: 8001, context: Self.context(request))
    error.hint = hint(request, configuration, attempts)
    return Self.hiding(configuration.credentials, in: error)
  }

  private var text: String {
    let ids = [("Rid", requestID), ("ExtRid", extendedID)].compactMap { name, id in id.map { ",\(name) \($0)" } }
    return "S3ServiceException:\(message),Status \(status),Error \(code)\(ids.joined()),CanRetry 1"
  }

  private static func context(_ request: S3Request) -> String {
    switch request.operation {
    case .list(let prefix, _, _, _): "Listing bucket=\(request.bucket) prefix=\(prefix)"
    case .get(let key, _, _), .head(let key): "S3 key being read : s3://\(request.bucket)/\(key)"
    default: "s3://\(request.bucket)/\(request.operation.key ?? "")"
    }
  }

  /// A server may repeat what it was sent.
  private static func hiding(_ credentials: SigningCredentials?, in error: SQLError) -> SQLError {
    guard let credentials else { return error }
    var hidden = error
    let secrets = [credentials.accessKey, credentials.secretKey] + [credentials.sessionToken].compactMap { $0 }
    // What is shorter is no secret, and would be found in any text.
    for secret in secrets where secret.revealed.utf8.count >= 6 {
      hidden.message = hidden.message.replacing(secret.revealed, with: "\(secret)")
      hidden.detail = hidden.detail?.replacing(secret.revealed, with: "\(secret)")
    }
    return hidden
  }
}
