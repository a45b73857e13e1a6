/// Who a client says it is, and what it proves it with.
package struct ClientCredentials: Hashable, Sendable {
  package var user: String
  package var database: String
  /// nil where there is none to give.
  package var password: String?
  /// Further parameters of the StartupMessage: `application_name`, `client_encoding`, settings.
  package var parameters: [StartupMessage.Parameter]

  package init(
    user: String, database: String, password: String? = nil, parameters: [StartupMessage.Parameter] = []
  ) {
    self.user = user
    self.database = database
    self.password = password
    self.parameters = parameters
  }

  var startup: StartupMessage {
    StartupMessage(parameters: [.init("user", user), .init("database", database)] + parameters)
  }
}

extension ClientCredentials: CustomStringConvertible {
  /// Without the password.
  package var description: String { "\(user)@\(database)" }
}
