import Formats

/// Who a secret lets in: its `username` and `password`, as Redshift's secrets have them.
struct SecretLogin {
  let user: String
  let password: String

  /// nil where no secret is named, or a name stands for whoever there is, since no secret has been made here.
  ///
  /// Errors: `ValidationException` for a secret that is not there, or holds no user and password.
  init?(_ input: CloudInput, _ state: SecretsState) throws(CloudError) {
    guard let id = input.text("SecretArn"), !state.secrets.isEmpty else { return nil }
    guard let secret = try? state.secret(id), secret.deletion == nil else {
      throw .validation("Secrets Manager can't find the specified secret.")
    }
    let version = secret.versions.last { $0.stages.contains(SecretRecord.current) }
    guard let text = version?.value.text, let document = try? JSONDocument(parsing: Array(text.utf8)),
      let user = document["username"]?.text, let password = document["password"]?.text
    else { throw .validation("The secret \(secret.name) is no JSON document with a username and a password.") }
    (self.user, self.password) = (user, password)
  }
}
