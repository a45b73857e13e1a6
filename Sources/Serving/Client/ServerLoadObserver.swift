import Catalogs
import SQLTypes
import Sessions
import Synchronization

/// Asks a server, over a connection of its own, how far the COPY of another connection is: `stv_load_state`. Once it
/// cannot be asked, nothing is asked any more.
final class ServerLoadObserver: Sendable {
  private struct State {
    var session: ServerSession?
    var isRefused = false
  }

  private let login: ServerLogin
  private let query: String
  private let state = Mutex(State())

  init(_ login: ServerLogin, processID: Int) {
    self.login = login
    // A cluster has a row a slice.
    query = """
      SELECT sum(bytes_to_load + bytes_to_load_compressed), sum(bytes_loaded + bytes_loaded_compressed), sum(lines), \
      min(pct_complete) FROM stv_load_state WHERE session = \(processID) \
      AND query = (SELECT max(query) FROM stv_load_state WHERE session = \(processID))
      """
  }

  /// nil where nothing is known of a load that runs.
  func load() -> LoadRun? {
    state.withLock { state in
      guard !state.isRefused else { return nil }
      do {
        let session = try state.session ?? ServerSession(login, asks: false)
        state.session = session
        return Self.run(try session.execute(query))
      } catch {
        state.isRefused = true
        return nil
      }
    }
  }

  private static func run(_ result: StatementResult) -> LoadRun? {
    guard let batch = result.batches.first, batch.count == 1 else { return nil }
    let numbers = batch.columns.map { column -> Int? in
      if case .string(let text) = column.value(0) { Int(text) } else { nil }
    }
    guard numbers.count == 4, let total = numbers[0], let loaded = numbers[1], let percent = numbers[3], percent < 100
    else { return nil }
    var run = LoadRun()
    run.fileBytes = total
    run.scannedBytes = loaded
    run.rows = numbers[2] ?? 0
    return run
  }
}
