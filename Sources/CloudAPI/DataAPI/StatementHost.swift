/// Where statements of the Data API run. Implemented by `Serving`.
package protocol StatementHost: Sendable {
  /// Starts a statement and gives it back as it is then. Errors: `ValidationException` for a cluster or session that is
  /// not there, `ConflictException` where the session is busy.
  func start(_ request: DataStatement.Request) throws(CloudError) -> DataStatement

  /// A statement, at its end or after so many seconds. Errors: `ResourceNotFoundException`.
  func statement(_ id: String, waiting seconds: Int) throws(CloudError) -> DataStatement

  /// Errors: `ResourceNotFoundException` where there is none.
  func result(_ id: String) throws(CloudError) -> DataResult

  /// False where it has ended before. Errors: `ResourceNotFoundException`.
  func cancel(_ id: String) throws(CloudError) -> Bool

  /// The last first.
  var statements: [DataStatement] { get }

  /// Those that are kept, the last one first.
  var sessions: [DataSession] { get }

  /// Runs a query of the service's own and waits for it. Errors: `ValidationException`, with the database's words.
  func query(_ request: DataStatement.Request) throws(CloudError) -> DataResult
}
