import Synchronization

/// The latest rows of something that goes on: when there are too many the oldest go.
final class BoundedHistory<Row: Sendable>: Sendable {
  private let limit: Int
  private let kept = Mutex<[Row]>([])

  /// `limit`: how many rows are kept; now and then some more.
  init(limit: Int = 100_000) { self.limit = limit }

  /// Oldest first.
  var rows: [Row] { kept.withLock { Array($0.suffix(limit)) } }

  func record(_ more: some Sequence<Row>) {
    kept.withLock { kept in
      kept += more
      // Not one by one: each time all others move.
      if kept.count > limit + limit / 4 { kept.removeFirst(kept.count - limit) }
    }
  }
}
