import Scheduling
import Synchronization

/// The sessions of a database, by process id.
package final class SessionRegistry: Sendable {
  private static let nextID = Atomic<Int>(10_001)
  private let entries = Mutex<[Int: SessionEntry]>([:])

  package init() {}

  /// In the order they came.
  package var all: [SessionEntry] { entries.withLock { $0.values.sorted { $0.id < $1.id } } }

  package subscript(id: Int) -> SessionEntry? { entries.withLock { $0[id] } }

  /// A new session, with a process id that no other of this process has. `superior` ends all its statements when it is
  /// cancelled.
  package func register(startTime: Int64, under superior: Cancellation) -> SessionEntry {
    let id = Self.nextID.wrappingAdd(1, ordering: .relaxed).oldValue
    let entry = SessionEntry(
      id: id, key: .random(in: .min ... .max), startTime: startTime, under: superior)
    entries.withLock { $0[id] = entry }
    return entry
  }

  package func remove(_ entry: SessionEntry) { entries.withLock { $0[entry.id] = nil } }

  /// Cancels what a session runs. False where there is no such session, or its key is another.
  package func cancel(_ id: Int, key: UInt32? = nil) -> Bool {
    guard let entry = self[id], key == nil || key == entry.key else { return false }
    entry.cancel()
    return true
  }
}
