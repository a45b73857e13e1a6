/// All that the services remember, as one value: a reset puts back the one that was there at the start.
package struct CloudState: Sendable {
  /// The account everything belongs to.
  package static let account = "123456789012"

  package var identity = IdentityState()
  package var network = NetworkState()
  package var warehouse = WarehouseState()
  package var serverless = ServerlessState()
  package var secrets = SecretsState()
  package var parameters = ParametersState()

  package init() {}
}
