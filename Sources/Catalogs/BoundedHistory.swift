import Synchronization

/// The latest rows of something that goes on: when there are too many, or they hold too many bytes, the oldest go.
final class BoundedHistory<Row: Sendable>: Sendable {
  private struct State {
    var rows = RingBuffer<Row>()
    var bytes = 0
  }

  private let limit: Int
  private let byteLimit: Int
  /// What a row holds beside itself.
  private let size: @Sendable (Row) -> Int
  private let state = Mutex(State())

  init(limit: Int = 100_000, bytes: Int = 64 << 20, size: @escaping @Sendable (Row) -> Int = { _ in 0 }) {
    self.limit = limit
    byteLimit = bytes
    self.size = size
  }

  /// Oldest first.
  var rows: [Row] { state.withLock { $0.rows.elements } }

  /// The newest, oldest of them first.
  func last(_ count: Int) -> [Row] { state.withLock { $0.rows.last(count) } }

  func record(_ more: some Collection<Row>) {
    state.withLock { state in
      // Of one row more than the limit the oldest goes.
      state.rows.reserve(min(more.count, limit + 1 - state.rows.count))
      for row in more { add(row, to: &state) }
    }
  }

  func record(_ row: Row) { state.withLock { add(row, to: &$0) } }

  private func add(_ row: Row, to state: inout State) {
    state.rows.append(row)
    state.bytes += size(row)
    while state.rows.count > limit || state.bytes > byteLimit, let oldest = state.rows.popFirst() {
      state.bytes -= size(oldest)
    }
  }
}
