/// What a client is told once it is in: settings that drivers look at (wire.md 1.5), and the key for cancelling.
package struct Greeting: Hashable, Sendable {
  package var parameters: [BackendMessage.ParameterStatus]
  package var key: BackendMessage.BackendKeyData

  package init(parameters: [BackendMessage.ParameterStatus], key: BackendMessage.BackendKeyData) {
    self.parameters = parameters
    self.key = key
  }

  /// - Parameters:
  ///   - version: Redshift's own, as `version()` ends with it: `1.0.48805`.
  ///   - timeZone, dateStyle: The session's.
  package init(
    _ login: Login, version: String, timeZone: String = "UTC", dateStyle: String = "ISO, MDY",
    isSuperuser: Bool, key: BackendMessage.BackendKeyData
  ) {
    var values = [
      ("server_version", "8.0.2"), ("server_encoding", "UNICODE"), ("client_encoding", Self.encoding(login)),
      ("DateStyle", dateStyle), ("TimeZone", timeZone), ("integer_datetimes", "on"),
      ("is_superuser", isSuperuser ? "on" : "off"), ("session_authorization", login.userName),
      ("padb_version", version), ("padb_revision", "Unknown"), ("max_numeric_precision", "38"),
      ("max_varchar_size", "65535"), ("show_discovery", Self.discovery),
    ]
    if login.asksProtocolVersion { values.append(("server_protocol_version", "\(login.protocolVersion)")) }
    self.init(parameters: values.map { BackendMessage.ParameterStatus($0, $1) }, key: key)
  }

  /// How much SHOW can tell: redshift_connector and redshift-jdbc then ask it in place of the catalogs, with a
  /// parameter for every name, and have answers to all of their questions. From 5 on they ask for lists of a whole
  /// database.
  private static let discovery = "4"

  /// `UTF8` where that is what was asked for, which the JDBC driver insists on; else `UNICODE`, as Redshift calls it.
  /// asyncpg sends quotes around it.
  private static func encoding(_ login: Login) -> String {
    let asked = login["client_encoding"]?.filter { $0.isLetter || $0.isNumber }.uppercased()
    return asked == "UTF8" ? "UTF8" : "UNICODE"
  }
}
