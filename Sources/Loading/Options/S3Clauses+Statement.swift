import HTTP
import ObjectStore
import SQLSyntax
import SQLTypes

extension S3Clauses {
  /// What a COPY or UNLOAD says about reaching S3, whose clauses were checked (`CopyCredentials`).
  ///
  /// Errors: 42601 for one without its text.
  package init(_ clauses: [CopyOption]) throws(SQLError) {
    self.init()
    var keys: [String: String] = [:]
    for clause in clauses {
      switch clause.name {
      case "region": region = try clause.text()
      case "iam_role": role = try clause.word()
      case "credentials": take(credentialsText: try clause.text())
      case "access_key_id", "secret_access_key", "session_token": keys[clause.name] = try clause.text()
      default: break
      }
    }
    guard let id = keys["access_key_id"], let secret = keys["secret_access_key"] else { return }
    credentials = SigningCredentials(accessKey: id, secretKey: secret, sessionToken: keys["session_token"])
  }
}
