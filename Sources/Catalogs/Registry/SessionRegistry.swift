import Scheduling
import Synchronization
import System

/// The sessions of a database, by process id.
package final class SessionRegistry: @unchecked Sendable {
  private static let nextID = Atomic<Int>(10_001)
  /// How long a session takes to end whose client is gone, at most.
  private static let patience = Duration.seconds(1)
  private let lock = Lock()
  private let left = Condition()
  /// Guarded by `lock`.
  private var entries: [Int: SessionEntry] = [:]

  package init() {}

  /// In the order they came.
  package var all: [SessionEntry] { lock.withLock { entries.values.sorted { $0.id < $1.id } } }

  package subscript(id: Int) -> SessionEntry? { lock.withLock { entries[id] } }

  /// A new session, with a process id that no other of this process has. `superior` ends all its statements when it is
  /// cancelled.
  package func register(startTime: Int64, under superior: Cancellation) -> SessionEntry {
    let id = Self.nextID.wrappingAdd(1, ordering: .relaxed).oldValue
    let entry = SessionEntry(
      id: id, key: .random(in: .min ... .max), startTime: startTime, under: superior)
    lock.withLock { entries[id] = entry }
    return entry
  }

  /// A session of another database that works in this one, too.
  package func add(_ entry: SessionEntry) { lock.withLock { entries[entry.id] = entry } }

  package func remove(_ entry: SessionEntry) {
    lock.withLock {
      entries[entry.id] = nil
      left.broadcast()
    }
  }

  /// Waits a moment for all but `own` to leave: the sessions of clients that have just closed their connections are
  /// about to end. Who stays is there afterwards, and `statement` ends the wait.
  package func waitForOthers(than own: SessionEntry, under statement: Cancellation) {
    let wait = Cancellation(under: statement, deadline: .now + Self.patience)
    lock.withLock {
      while entries.values.contains(where: { $0.id != own.id }) && !wait.isCancelled { wait.wait(for: left, lock) }
    }
  }

  /// Cancels what a session runs. False where there is no such session, or its key is another.
  package func cancel(_ id: Int, key: UInt32? = nil) -> Bool {
    guard let entry = self[id], key == nil || key == entry.key else { return false }
    entry.cancel()
    return true
  }
}
