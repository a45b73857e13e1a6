import Synchronization

/// The latest load errors of a database, as the loads have them: a row of `stl_load_errors` is made when it is read.
///
/// What a load keeps is kept as long as one of its rows counts, so that at most twice the limit is in memory.
final class LoadErrorHistory: Sendable {
  private struct State {
    var loads = RingBuffer<LoadErrors>()
    var count = 0
  }

  private let limit: Int
  private let state = Mutex(State())

  init(limit: Int = 100_000) { self.limit = limit }

  /// Oldest first.
  var rows: [LoadError] {
    // Made outside the lock: there may be many.
    let (loads, count) = state.withLock { ($0.loads.elements, $0.count) }
    return Array(loads.joined().dropFirst(Swift.max(0, count - limit)))
  }

  func record(_ errors: LoadErrors) {
    guard !errors.isEmpty else { return }
    state.withLock { state in
      state.loads.append(errors)
      state.count += errors.count
      while let first = state.loads.first, state.count - first.count >= limit {
        _ = state.loads.popFirst()
        state.count -= first.count
      }
    }
  }
}
