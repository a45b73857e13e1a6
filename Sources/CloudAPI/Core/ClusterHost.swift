/// Where clusters run: what the Redshift operations decide, the server does.
///
/// Implemented by `Serving`. A cluster is an endpoint with databases, users and sessions of its own.
package protocol ClusterHost: Sendable {
  /// As `version()` tells it: `1.0.48805`.
  var engineVersion: String { get }

  /// Starts a cluster and says where it listens. Errors: `ClusterAlreadyExists`, `InvalidParameterValue` for a port
  /// that is taken.
  func start(_ cluster: ClusterStart) throws(CloudError) -> ClusterAddress

  /// Ends its sessions and forgets its databases.
  func delete(_ identifier: String)

  /// Ends its sessions and listens no more until it is resumed; its databases stay.
  func pause(_ identifier: String)
  func resume(_ identifier: String) throws(CloudError) -> ClusterAddress

  func rename(_ identifier: String, to name: String)

  /// Gives the administrator another password.
  func setPassword(_ password: String, on identifier: String) throws(CloudError)

  /// Lets a user in with a password for a while; nil stands for the cluster that there is where none has been made.
  func add(_ login: TemporaryLogin, to identifier: String?) throws(CloudError)

  /// Keeps a copy of its databases under a name; tables are versions, so that it costs nothing.
  func snapshot(_ identifier: String, as name: String) throws(CloudError)
  /// A copy of a copy; of one that is not there, none.
  func copySnapshot(_ name: String, as copy: String)
  func deleteSnapshot(_ name: String)
}

package struct ClusterStart: Sendable {
  package var identifier: String
  package var database: String
  package var port: Int
  package var user: String
  /// nil for one that nobody knows: only temporary passwords let the user in.
  package var password: String?
  /// The snapshot whose databases it begins with.
  package var snapshot: String?

  package init(
    identifier: String, database: String, port: Int, user: String, password: String?, snapshot: String? = nil
  ) {
    self.identifier = identifier
    self.database = database
    self.port = port
    self.user = user
    self.password = password
    self.snapshot = snapshot
  }
}

package struct ClusterAddress: Hashable, Sendable {
  /// A name or an address that clients connect to.
  package var host: String
  package var port: Int

  package init(host: String, port: Int) {
    self.host = host
    self.port = port
  }
}
