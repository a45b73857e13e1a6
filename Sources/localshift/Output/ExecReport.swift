import Catalogs
import Loading
import SQLTypes
import Serving
import System

/// What `exec` says when its command has ended, on standard error: the tables there are, and the first load errors.
struct ExecReport {
  private let context: CommandContext

  init(_ context: CommandContext) { self.context = context }

  /// `cluster`: whose tables are told; where the scripts have deleted theirs, as it was then. `hasRun`: the command was
  /// there, and nobody ended it before it could connect.
  func show(_ endpoint: Endpoint, _ cluster: Cluster, hasRun: Bool) {
    guard !context.isQuiet else { return }
    guard endpoint.acceptedClients > 0 else {
      guard hasRun else { return }
      StandardStream.error.write(
        "localshift: nothing connected to \(endpoint.addresses.first.map { "\($0)" } ?? "the endpoint"); clients that do "
          + "not use libpq (redshift_connector, asyncpg, pg8000, JDBC) need its host in their configuration: "
          + "\(endpoint.addresses.first?.host == "127.0.0.1" ? "localhost" : endpoint.addresses.first?.host ?? "localhost")\n"
      )
      return
    }
    for database in cluster.databases {
      StandardStream.error.write(TableList.text(TableRows.all(of: database.catalog), style: context.style))
      let errors = LoadErrors(Array(database.history.loadErrors.prefix(Self.shownErrors)))
      StandardStream.error.write(ErrorText.rejects(errors))
    }
  }

  private static let shownErrors = 5
}
